package benchmark.peer;

import com.onelogin.saml2.authn.SamlResponse;
import com.onelogin.saml2.settings.Saml2Settings;
import com.onelogin.saml2.settings.SettingsBuilder;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import org.joda.time.DateTimeUtils;

/** java-saml with its strict mode. */
public final class JavaSamlPeer implements Callable<Object> {

    private final Saml2Settings settings;
    private final String address;
    private final String requestId;
    private final String answer;

    /** Reads keys and answer. */
    public JavaSamlPeer(Path fixture, String variant) throws Exception {
        Path folder = fixture.resolve(variant);
        Properties facts = new Properties();
        try (InputStream in = Files.newInputStream(folder.resolve("facts.properties"))) {
            facts.load(in);
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        char[] password = "benchmark".toCharArray();
        try (InputStream in = Files.newInputStream(folder.resolve("decryption.p12"))) {
            store.load(in, password);
        }
        String alias = store.aliases().nextElement();
        address = facts.getProperty("answersTo");
        requestId = facts.getProperty("requestId");
        // Its clock is global; the answer is judged at the time it was made.
        DateTimeUtils.setCurrentMillisFixed(
                Instant.parse(facts.getProperty("now")).toEpochMilli());
        Map<String, Object> values = new HashMap<>();
        values.put("onelogin.saml2.strict", "true");
        values.put("onelogin.saml2.sp.entityid", facts.getProperty("entityId"));
        values.put("onelogin.saml2.sp.assertion_consumer_service.url", address);
        values.put(
                "onelogin.saml2.sp.x509cert",
                pem("CERTIFICATE", store.getCertificate(alias).getEncoded()));
        values.put(
                "onelogin.saml2.sp.privatekey",
                pem("PRIVATE KEY", store.getKey(alias, password).getEncoded()));
        values.put("onelogin.saml2.idp.entityid", facts.getProperty("provider"));
        values.put("onelogin.saml2.idp.single_sign_on_service.url", facts.getProperty("provider"));
        values.put(
                "onelogin.saml2.idp.x509cert", pem("CERTIFICATE", Files.readAllBytes(folder.resolve("provider.cer"))));
        values.put("onelogin.saml2.security.want_assertions_signed", "true");
        values.put("onelogin.saml2.security.want_assertions_encrypted", "true");
        values.put("onelogin.saml2.security.want_messages_signed", String.valueOf(variant.endsWith("both")));
        settings = new SettingsBuilder().fromValues(values).build();
        answer = Files.readString(folder.resolve("answer.txt"));
    }

    private static String pem(String kind, byte[] bytes) {
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
                .formatted(kind, Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes), kind);
    }

    @Override
    public Object call() throws Exception {
        SamlResponse response = new SamlResponse(settings, address, answer);
        if (!response.isValid(requestId)) {
            throw new IllegalStateException("The answer is true, and was not accepted: " + response.getError());
        }
        return response.getAttributes();
    }
}
