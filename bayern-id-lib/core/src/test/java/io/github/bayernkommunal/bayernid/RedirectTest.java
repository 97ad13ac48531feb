package io.github.bayernkommunal.bayernid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectTest {

    private static Map<String, String> query(URI address) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String pair : address.getRawQuery().split("&")) {
            String[] parts = pair.split("=", 2);
            fields.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return fields;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void exactlyTheOctetsOfTheAddressAreSigned(boolean pkcs1) throws Exception {
        BayernIdServiceProvider.Builder builder = Desk.builder();
        BayernIdServiceProvider bayernId = (pkcs1 ? builder.pkcs1Signatures() : builder).build();

        URI address = bayernId.startLoginByRedirect(LoginRequest.atLeast(TrustLevel.HIGH))
                .address();

        String raw = address.getRawQuery();
        String signed = raw.substring(0, raw.indexOf("&Signature="));
        Signature signature = Signature.getInstance(pkcs1 ? "SHA256withRSA" : "RSASSA-PSS");
        if (!pkcs1) {
            signature.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
        }
        signature.initVerify(Keys.signing().getCertificate());
        signature.update(signed.getBytes(StandardCharsets.US_ASCII));
        assertTrue(signature.verify(Base64.getDecoder().decode(query(address).get("Signature"))));
        assertEquals(
                List.of("SAMLRequest", "RelayState", "SigAlg", "Signature"),
                List.copyOf(query(address).keySet()));
        assertTrue(address.toString().startsWith(Answer.ISSUER + "/profile/SAML2/Redirect/SSO?"));
    }

    @Test
    void theRequestInsideHasNoSignatureOfItsOwn() throws Exception {
        LoginStart start = Desk.serviceProvider().startLoginByRedirect(LoginRequest.atLeast(TrustLevel.HIGH));

        byte[] deflated = Base64.getDecoder().decode(query(start.address()).get("SAMLRequest"));
        String xml = new String(
                new InflaterInputStream(new ByteArrayInputStream(deflated), new Inflater(true)).readAllBytes(),
                StandardCharsets.UTF_8);
        assertEquals(0, Answer.all(Answer.parse(xml), "Signature").size());
        assertTrue(xml.contains("ID=\"" + start.pending().requestId() + "\""));
        assertTrue(xml.contains("Destination=\"" + Answer.ISSUER + "/profile/SAML2/Redirect/SSO\""));
        assertEquals(start.relayState(), query(start.address()).get("RelayState"));
        assertEquals(Map.of(), start.formFields());
    }

    @Test
    void thePageLeadsThereWithoutAForm() {
        LoginStart start = Desk.serviceProvider().startLoginByRedirect(LoginRequest.atLeast(TrustLevel.HIGH));

        assertTrue(start.selfSubmittingPage()
                .contains("<a id=\"login\" href=\"" + start.address().toString().replace("&", "&amp;")));
        assertFalse(start.selfSubmittingPage().contains("<form"));
        assertTrue(start.contentSecurityPolicy().contains("form-action 'none'"));
    }

    @Test
    void anIdentityProviderWithoutRedirectSaysSo() {
        String xml = Desk.metadata(Keys.identityProvider()).replace("bindings:HTTP-Redirect", "bindings:SOAP");
        BayernIdServiceProvider bayernId = Desk.builder()
                .identityProvider(IdentityProvider.fromMetadata(xml.getBytes(StandardCharsets.UTF_8)))
                .build();

        assertThrows(
                IllegalStateException.class,
                () -> bayernId.startLoginByRedirect(LoginRequest.atLeast(TrustLevel.HIGH)));
    }
}
