package io.github.bayernkommunal.bayernid.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class LoginOfAnOrganisationTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private static BayernIdSimulator konto;

    private final OnlineService service = new OnlineService(konto.address() + "/ekona/sso", NOON);

    @BeforeAll
    static void start() {
        konto = builder().encryptsNameId(true).start();
        konto.register(OnlineService.metadata());
    }

    private static BayernIdSimulator.Builder builder() {
        return BayernIdSimulator.builder()
                .clock(Clock.fixed(NOON, ZoneOffset.UTC))
                .signingKey(OnlineService.KEYS.signing())
                .unternehmenskonto(TestOrganisation.catalogue());
    }

    @AfterAll
    static void stop() {
        konto.close();
    }

    private LoginOfAnOrganisationTest() {
        UnaryOperator<String> plain = xml -> xml.replaceAll("<samlp:Extensions>.*</samlp:Extensions>", "")
                .replaceAll("<samlp:RequestedAuthnContext.*</samlp:RequestedAuthnContext>", "")
                .replace("nameid-format:transient", "nameid-format:persistent");
        service.broken = plain;
    }

    private Element assertion(TestOrganisation organisation) throws Exception {
        Element response = StrictReader.response(konto.answer(service.post(), organisation));
        StrictReader reader = new StrictReader(
                konto.entityId(),
                service.id,
                konto.signingCertificate(),
                OnlineService.KEYS.decryption().getPrivateKey(),
                NOON);
        reader.signature(response);
        return reader.decrypt(Xml.find(response, Saml.ASSERTION, "EncryptedAssertion"));
    }

    private static Element attribute(Element assertion, String name) {
        return Xml.children(Xml.find(assertion, Saml.ASSERTION, "AttributeStatement")).stream()
                .filter(attribute -> attribute.getAttribute("Name").equals(name))
                .findFirst()
                .map(attribute -> Xml.find(attribute, Saml.ASSERTION, "AttributeValue"))
                .orElse(null);
    }

    @Test
    void hasASignedResponseAroundAnUnsignedAssertion() throws Exception {
        Element assertion = assertion(TestOrganisation.of("muster-gmbh"));

        assertNull(Xml.child(assertion, Saml.DSIG, "Signature"));
        assertNotNull(Xml.find(assertion, Saml.ASSERTION, "EncryptedID"));
        assertEquals(
                "Muster & Söhne Bau GmbH", attribute(assertion, "Firmenname").getTextContent());
        assertTrue(attribute(assertion, "DatenuebermittlerPseudonymId")
                .getTextContent()
                .startsWith("du-"));
        assertEquals("false", attribute(assertion, "IstTestkonto").getTextContent());
    }

    @Test
    void carriesAnAddressInParts() throws Exception {
        Element address = attribute(assertion(TestOrganisation.of("friseurin")), "Unternehmensanschrift");

        assertEquals("ekona:AdresseType", address.getAttributeNS(Saml.XSI, "type"));
        assertEquals(
                List.of("Typ=AUSLAND", "Strasse=ulica Długa", "Hausnummer=3", "Ort=Kraków", "Land=PL"),
                Xml.children(address).stream()
                        .peek(part -> assertEquals(Saml.EKONA, part.getNamespaceURI()))
                        .map(part -> part.getLocalName() + "=" + part.getTextContent())
                        .toList());
    }

    @Test
    void canComeFromATestAccountOrLackAValue() throws Exception {
        Element assertion = assertion(
                TestOrganisation.of("tsv-neudorf").with("IstTestkonto", "true").with("Firmenname", ""));

        assertEquals("true", attribute(assertion, "IstTestkonto").getTextContent());
        assertNull(attribute(assertion, "Firmenname"));
    }

    @Test
    void canBeCancelled() throws Exception {
        assertEquals(List.of("Requester", "AuthnFailed"), StrictReader.status(konto.cancel(service.post())));
    }

    @Test
    void needsPssAndAPersistentName() {
        service.method = Saml.RSA_SHA256;
        assertThrows(IllegalArgumentException.class, () -> konto.cancel(service.post()));

        service.method = Saml.RSA_PSS_SHA256;
        service.broken = xml -> xml;
        assertThrows(IllegalArgumentException.class, () -> konto.cancel(service.post()));
    }

    @Test
    void offersPostOnlyAndAnotherEntityId() {
        assertEquals(konto.address() + "/ekona", konto.entityId());
        assertFalse(konto.metadata().contains("HTTP-Redirect"));
        assertTrue(konto.metadata().contains("nameid-format:persistent"));
    }

    @Test
    void isNotMixedUpWithBayernId() {
        assertThrows(IllegalStateException.class, () -> konto.answer(service.post(), TestCitizen.of("anna")));
        try (BayernIdSimulator bayernId = BayernIdSimulator.builder()
                .signingKey(OnlineService.KEYS.signing())
                .start()) {
            assertThrows(
                    IllegalStateException.class,
                    () -> bayernId.answer(service.post(), TestOrganisation.of("muster-gmbh")));
        }
    }
}
