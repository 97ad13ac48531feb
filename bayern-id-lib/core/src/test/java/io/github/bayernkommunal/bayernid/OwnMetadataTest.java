package io.github.bayernkommunal.bayernid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bayernkommunal.bayernid.MetadataCheck.Finding;
import io.github.bayernkommunal.bayernid.MetadataCheck.Severity;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;

/** Our metadata, the schemas, and the check that explains what an operator would refuse. */
class OwnMetadataTest {

    private static BayernIdServiceProvider.Builder complete() {
        return Desk.builder()
                .signingKey(Keys.rsa("large signing", 3072))
                .decryptionKeys(Keys.rsa("large decryption", 3072))
                .displayNameInEnglish("City of Musterstadt – dog tax")
                .organisation("Stadt Musterstadt", URI.create("https://www.musterstadt.example/"))
                .technicalContact("IT", "it@musterstadt.example")
                .supportContact("Bürgerbüro", "hilfe@musterstadt.example");
    }

    private static List<Finding> check(String xml) {
        return MetadataCheck.of(xml.getBytes(StandardCharsets.UTF_8), Desk.at(Desk.NOW));
    }

    @Test
    void completeMetadataPassTheCheckAndTheSchema() throws Exception {
        String xml = complete().build().metadata();

        assertEquals(List.of(), check(xml));
        Schemas.metadata().validate(Schemas.source(xml));
    }

    @Test
    void sameSettingsGiveTheSameText() {
        assertEquals(complete().build().metadata(), complete().build().metadata());
    }

    @Test
    void theOperatorsRulesHold() throws Exception {
        Document tree = Answer.parse(
                complete().nextSigningKey(Keys.rsa("next", 2048)).build().metadata());

        var root = tree.getDocumentElement();
        assertEquals(Answer.ENTITY, root.getAttribute("entityID"));
        assertFalse(root.hasAttribute("validUntil") || root.hasAttribute("ID"));
        assertEquals(
                0,
                Answer.all(tree, "Signature").size()
                        + Answer.all(tree, "EncryptionMethod").size());
        assertEquals(
                List.of("signing", "signing", "encryption"),
                Answer.all(tree, "KeyDescriptor").stream()
                        .map(key -> key.getAttribute("use"))
                        .toList());
        var consumer = Answer.all(tree, "AssertionConsumerService").get(0);
        assertEquals(Answer.ADDRESS, consumer.getAttribute("Location"));
        assertEquals("true", consumer.getAttribute("isDefault"));
        var role = Answer.all(tree, "SPSSODescriptor").get(0);
        assertEquals("true", role.getAttribute("AuthnRequestsSigned"));
        assertEquals("true", role.getAttribute("WantAssertionsSigned"));
        assertEquals(
                4,
                Answer.all(tree, "DisplayName").size()
                        + Answer.all(tree, "Description").size());
        assertEquals(
                List.of("technical", "support"),
                Answer.all(tree, "ContactPerson").stream()
                        .map(each -> each.getAttribute("contactType"))
                        .toList());
    }

    @Test
    void textCannotBecomeMarkup() throws Exception {
        String evil = "\"><evil xmlns='urn:evil'/>&amp;<!--";
        Document tree = Answer.parse(Desk.builder()
                .displayName(evil)
                .organisation(evil, URI.create("https://a.example/?x=%3C"))
                .technicalContact(evil, evil)
                .build()
                .metadata());

        assertEquals(0, Answer.all(tree, "evil").size());
        assertEquals(evil, Answer.all(tree, "OrganizationName").get(0).getTextContent());
    }

    @Test
    void everyRequestFitsTheSchema() throws Exception {
        BayernIdServiceProvider bayernId = Desk.serviceProvider();
        for (LoginRequest request : List.of(
                LoginRequest.atLeast(TrustLevel.BASIC),
                LoginRequest.atLeast(TrustLevel.HIGH)
                        .requesting(Attribute.catalogue())
                        .offering(AuthenticationMethod.EID)
                        .withCertificateOf("BY")
                        .displayName("<&>"))) {
            String form = bayernId.startLogin(request).formFields().get("SAMLRequest");

            Schemas.protocol()
                    .validate(Schemas.source(new String(Base64.getDecoder().decode(form), StandardCharsets.UTF_8)));
        }
        BayernIdServiceProvider muk = Desk.builder().unternehmenskonto().build();
        String form = muk.startLogin(LoginRequest.atLeast(TrustLevel.HIGH))
                .formFields()
                .get("SAMLRequest");
        Schemas.protocol()
                .validate(Schemas.source(new String(Base64.getDecoder().decode(form), StandardCharsets.UTF_8)));
    }

    record Fault(Severity severity, String says, UnaryOperator<String> change) {
        @Override
        public String toString() {
            return severity + " " + says;
        }
    }

    static Stream<Fault> faults() {
        return Stream.of(
                error("without port", text -> text.replace("example/sp\"", "example:443/sp\"")),
                error("without port", text -> text.replace("entityID=\"https", "entityID=\"http")),
                error("has no entity id", text -> text.replaceFirst("entityID=\"[^\"]*\"", "entityID=\"\"")),
                error(
                        "has a validUntil",
                        text -> text.replace("entityID=", "validUntil=\"2030-01-01T00:00:00Z\" entityID=")),
                error("has an ID", text -> text.replace("entityID=", "ID=\"_a\" entityID=")),
                error("does not support SAML 2.0", text -> text.replace("SAML:2.0:protocol", "SAML:1.1:protocol")),
                error("no certificate for signing", text -> text.replace("use=\"signing\"", "use=\"encryption\"")),
                error("no certificate for encryption", text -> text.replace("use=\"encryption\"", "use=\"signing\"")),
                error("cannot be read", text -> text.replaceFirst("X509Certificate>[^<]*", "X509Certificate>AAAA")),
                error("is not https", text -> text.replace("Location=\"https", "Location=\"http")),
                error("for HTTP-POST", text -> text.replace("bindings:HTTP-POST", "bindings:PAOS")),
                error(
                        "neither a service provider",
                        text -> text.replaceAll("(?s)<md:SPSSO.*</md:SPSSODescriptor>", "")),
                error("document", text -> "<!DOCTYPE a>" + text),
                error("document", text -> text.substring(20)),
                error(
                        "no EntityDescriptor",
                        text -> "<md:EntitiesDescriptor xmlns:md=\"urn:oasis:names:tc:SAML:2.0:metadata\"/>"),
                warning("AuthnRequestsSigned", text -> text.replace("AuthnRequestsSigned=\"true\"", "")),
                warning("WantAssertionsSigned", text -> text.replace("WantAssertionsSigned=\"true\"", "")),
                warning("mdui:UIInfo", text -> text.replaceAll("(?s)<md:Extensions>.*</md:Extensions>", "")),
                warning(
                        "AttributeConsumingService",
                        text -> text.replaceAll(
                                "(?s)<md:AttributeConsumingService .*</md:AttributeConsumingService>", "")),
                warning("no organisation", text -> text.replaceAll("(?s)<md:Organization>.*</md:Organization>", "")),
                warning("kind technical", text -> text.replace("contactType=\"technical\"", "contactType=\"other\"")),
                warning("lacks GivenName", text -> text.replace("md:GivenName>", "md:SurName>")),
                warning("mailto:", text -> text.replace("mailto:", "")),
                warning(
                        "3072 are recommended",
                        text -> text.replaceFirst(
                                "X509Certificate>[^<]*", "X509Certificate>" + Desk.certificate(Keys.signing()))),
                warning(
                        "encryption methods",
                        text -> text.replace(
                                "</md:KeyDescriptor>",
                                "<md:EncryptionMethod Algorithm=\"http://www.w3.org/2009/xmlenc11#aes256-gcm\"/></md:KeyDescriptor>")));
    }

    private static Fault error(String says, UnaryOperator<String> change) {
        return new Fault(Severity.ERROR, says, change);
    }

    private static Fault warning(String says, UnaryOperator<String> change) {
        return new Fault(Severity.WARNING, says, change);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void theCheckExplainsEveryFault(Fault fault) {
        String changed = fault.change.apply(complete().build().metadata());

        List<Finding> findings = check(changed);

        assertTrue(
                findings.stream()
                        .anyMatch(each -> each.severity() == fault.severity
                                && each.toString().contains(fault.says)),
                () -> findings + "\n" + changed);
    }

    @Test
    void deployedAndRegisteredMetadataOfTheSameSettingsDoNotDiffer() {
        String deployed = complete().build().metadata();

        assertEquals(
                List.of(),
                MetadataCheck.differences(deployed, deployed.replace("<md:GivenName>", "<md:GivenName>Dr. ")));
    }

    @ParameterizedTest
    @CsvSource({
        "entity id 'https://antrag.musterstadt.example/sp', https://antrag.musterstadt.example/sp\", https://other.example/sp\"",
        "address for answers 'https://antrag.musterstadt.example/saml/acs' by, saml/acs, saml/other",
        "signing key, use=\"signing\", use=\"encryption\"",
        "encryption key, use=\"encryption\", use=\"signing\""
    })
    void whatTheOperatorLacksIsAnErrorAndWhatIsLeftThereAWarning(String fact, String deployed, String registered) {
        String ours = complete().build().metadata();
        String theirs = ours.replace(deployed, registered);

        List<Finding> findings = MetadataCheck.differences(ours, theirs);
        List<Finding> otherWay = MetadataCheck.differences(theirs, ours);

        assertTrue(findings.toString().contains("ERROR at registered: lacks the " + fact), findings.toString());
        assertTrue(otherWay.toString().contains("WARNING at registered: has the " + fact), otherWay.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"<a/>", "no XML", "<md:EntitiesDescriptor xmlns:md='urn:oasis:names:tc:SAML:2.0:metadata'/>"})
    void whatIsNoMetadataOfAServiceProviderCannotBeCompared(String xml) {
        String ours = complete().build().metadata();

        var refusal = assertThrows(IllegalArgumentException.class, () -> MetadataCheck.differences(ours, xml));

        assertTrue(refusal.getMessage().startsWith("The registered metadata"), refusal.getMessage());
    }

    @Test
    void metadataOfIdentityProvidersAreCheckedToo() {
        String endless = Desk.metadata(Keys.rsa("large identity provider", 3072));
        String sound = ending(endless, Desk.NOW.plus(Duration.ofDays(30)));
        assertEquals(List.of(), check(sound));

        assertTrue(check(endless.replace("entityID=", "validUntil=\"2026-03-02T08:17:10Z\" entityID="))
                .toString()
                .contains("ended at"));
        assertTrue(check(endless.replace("entityID=", "validUntil=\"soon\" entityID="))
                .toString()
                .contains("not a time"));
        assertTrue(check(sound.replace(
                        "<md:IDPSSODescriptor ", "<md:IDPSSODescriptor validUntil=\"2001-01-01T00:00:00Z\" "))
                .toString()
                .contains("ended at"));
        assertTrue(check(sound.replaceAll("(?s)(<md:IDPSSODescriptor.*</md:IDPSSODescriptor>)", "$1$1"))
                .toString()
                .contains("describes the identity provider twice"));
        assertTrue(check(sound.replace("bindings:HTTP-POST", "bindings:SOAP"))
                .toString()
                .contains("SingleSignOnService"));
        assertTrue(check(sound.replace("Location=\"https", "Location=\"http"))
                .toString()
                .contains("sign-on address"));
        assertTrue(
                MetadataCheck.of(sound.getBytes(StandardCharsets.UTF_8), Desk.at(Instant.parse("2036-01-01T00:00:00Z")))
                        .toString()
                        .contains("the certificate ended"));
    }

    @Test
    void anIdentityProviderWithoutAnEndOrWithADistantOneIsAWarning() {
        String endless = Desk.metadata(Keys.rsa("large identity provider", 3072));
        Instant year = Desk.NOW.plus(Duration.ofDays(366));

        assertEquals(List.of(), check(ending(endless, year)));
        for (String document : List.of(endless, ending(endless, year.plusSeconds(1)))) {
            List<Finding> findings = check(document);
            assertEquals(1, findings.size(), findings.toString());
            assertEquals(Severity.WARNING, findings.get(0).severity());
            assertTrue(findings.get(0).text().contains("an old copy would be believed"), findings.toString());
        }
    }

    private static String ending(String metadata, Instant end) {
        return metadata.replace("entityID=", "validUntil=\"" + end + "\" entityID=");
    }
}
