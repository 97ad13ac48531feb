package benchmark.peer;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.concurrent.Callable;
import org.keycloak.dom.saml.v2.assertion.AssertionType;
import org.keycloak.dom.saml.v2.protocol.ResponseType;
import org.keycloak.rotation.HardcodedKeyLocator;
import org.keycloak.rotation.KeyLocator;
import org.keycloak.saml.SAMLRequestParser;
import org.keycloak.saml.processing.api.saml.v2.sig.SAML2Signature;
import org.keycloak.saml.processing.core.saml.v2.common.SAMLDocumentHolder;
import org.keycloak.saml.processing.core.saml.v2.util.AssertionUtil;
import org.w3c.dom.Element;

/** The SAML classes of Keycloak in the order of its identity broker: parse, verify, decrypt, verify, read. */
public final class KeycloakPeer implements Callable<Object> {

    private final PrivateKey key;
    private final KeyLocator provider;
    private final String answer;
    private final boolean signedResponse;

    /** Reads keys and answer. */
    public KeycloakPeer(Path fixture, String variant) throws Exception {
        Path folder = fixture.resolve(variant);
        KeyStore store = KeyStore.getInstance("PKCS12");
        char[] password = "benchmark".toCharArray();
        try (InputStream in = Files.newInputStream(folder.resolve("decryption.p12"))) {
            store.load(in, password);
        }
        key = (PrivateKey) store.getKey(store.aliases().nextElement(), password);
        try (InputStream in = Files.newInputStream(folder.resolve("provider.cer"))) {
            provider = new HardcodedKeyLocator(CertificateFactory.getInstance("X.509")
                    .generateCertificate(in)
                    .getPublicKey());
        }
        answer = Files.readString(folder.resolve("answer.txt"));
        signedResponse = variant.endsWith("both");
    }

    @Override
    public Object call() throws Exception {
        SAMLDocumentHolder holder = SAMLRequestParser.parseResponsePostBinding(answer);
        ResponseType response = (ResponseType) holder.getSamlObject();
        if (signedResponse && !new SAML2Signature().validate(holder.getSamlDocument(), provider)) {
            throw new IllegalStateException("The signature of the response is true, and was not accepted");
        }
        Element element = AssertionUtil.decryptAssertion(response, data -> List.of(key));
        if (!AssertionUtil.isSignatureValid(element, provider)) {
            throw new IllegalStateException("The signature of the assertion is true, and was not accepted");
        }
        AssertionType assertion = response.getAssertions().get(0).getAssertion();
        return assertion.getAttributeStatements().stream()
                .flatMap(statement -> statement.getAttributes().stream())
                .flatMap(attribute -> attribute.getAttribute().getAttributeValue().stream())
                .map(String::valueOf)
                .toList();
    }
}
