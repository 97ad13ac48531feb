package benchmark.peer;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import net.shibboleth.utilities.java.support.xml.BasicParserPool;
import org.opensaml.core.config.InitializationService;
import org.opensaml.core.xml.XMLObject;
import org.opensaml.core.xml.config.XMLObjectProviderRegistrySupport;
import org.opensaml.saml.common.SignableSAMLObject;
import org.opensaml.saml.saml2.core.Assertion;
import org.opensaml.saml.saml2.core.Attribute;
import org.opensaml.saml.saml2.core.AttributeStatement;
import org.opensaml.saml.saml2.core.Response;
import org.opensaml.saml.saml2.encryption.Decrypter;
import org.opensaml.saml.security.impl.SAMLSignatureProfileValidator;
import org.opensaml.security.x509.BasicX509Credential;
import org.opensaml.xmlsec.encryption.support.InlineEncryptedKeyResolver;
import org.opensaml.xmlsec.keyinfo.impl.StaticKeyInfoCredentialResolver;
import org.opensaml.xmlsec.signature.support.SignatureValidator;
import org.w3c.dom.Element;

/** OpenSAML as its documentation shows it: unmarshal, validate profile and signature, decrypt, validate, read. */
public final class OpenSamlPeer implements Callable<Object> {

    private final BasicParserPool parsers = new BasicParserPool();
    private final SAMLSignatureProfileValidator profile = new SAMLSignatureProfileValidator();
    private final BasicX509Credential provider;
    private final Decrypter decrypter;
    private final String answer;

    /** Reads keys and answer. */
    public OpenSamlPeer(Path fixture, String variant) throws Exception {
        InitializationService.initialize();
        parsers.initialize();
        Path folder = fixture.resolve(variant);
        KeyStore store = KeyStore.getInstance("PKCS12");
        char[] password = "benchmark".toCharArray();
        try (InputStream in = Files.newInputStream(folder.resolve("decryption.p12"))) {
            store.load(in, password);
        }
        String alias = store.aliases().nextElement();
        BasicX509Credential own = new BasicX509Credential(
                (X509Certificate) store.getCertificate(alias), (PrivateKey) store.getKey(alias, password));
        decrypter = new Decrypter(null, new StaticKeyInfoCredentialResolver(own), new InlineEncryptedKeyResolver());
        decrypter.setRootInNewDocument(true);
        try (InputStream in = Files.newInputStream(folder.resolve("provider.cer"))) {
            provider = new BasicX509Credential(
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        answer = Files.readString(folder.resolve("answer.txt"));
    }

    @Override
    public Object call() throws Exception {
        Element element = parsers.parse(
                        new ByteArrayInputStream(Base64.getDecoder().decode(answer)))
                .getDocumentElement();
        Response response = (Response) XMLObjectProviderRegistrySupport.getUnmarshallerFactory()
                .getUnmarshaller(element)
                .unmarshall(element);
        if (response.isSigned()) {
            validate(response);
        }
        Assertion assertion =
                decrypter.decrypt(response.getEncryptedAssertions().get(0));
        validate(assertion);
        List<String> values = new ArrayList<>();
        for (AttributeStatement statement : assertion.getAttributeStatements()) {
            for (Attribute attribute : statement.getAttributes()) {
                for (XMLObject value : attribute.getAttributeValues()) {
                    values.add(value.getDOM().getTextContent());
                }
            }
        }
        return values;
    }

    private void validate(SignableSAMLObject signed) throws Exception {
        profile.validate(signed.getSignature());
        SignatureValidator.validate(signed.getSignature(), provider);
    }
}
