package io.github.bayernkommunal.bayernid;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.xml.security.Init;
import org.apache.xml.security.signature.XMLSignature;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class LoginStartTest {

    private static final String MARKUP = "\"><script>alert('x')</script>&amp;<!-- ]]> {{x}} %s Größe";

    private static final String SIXTEEN = "abcdefghijklmnop";
    private static final String LONGEST_ID =
            SIXTEEN + SIXTEEN + SIXTEEN + SIXTEEN + SIXTEEN + SIXTEEN + SIXTEEN + SIXTEEN;

    private final BayernIdServiceProvider bayernId = Desk.serviceProvider();
    private final LoginRequest request = LoginRequest.atLeast(TrustLevel.SUBSTANTIAL)
            .requesting(Attribute.GIVEN_NAME, Attribute.SURNAME)
            .requiring(Attribute.POSTBOX_HANDLE)
            .offering(AuthenticationMethod.EID, AuthenticationMethod.ELSTER, AuthenticationMethod.of("EUDI"))
            .hiding(AuthenticationMethod.USER_NAME)
            .withCertificateOf("BY")
            .language("en")
            .backTo(URI.create("https://antrag.musterstadt.example/hundesteuer"))
            .onlineServiceId("89479871264-DE");

    private static String xml(LoginStart start) {
        return new String(Base64.getDecoder().decode(start.formFields().get("SAMLRequest")), StandardCharsets.UTF_8);
    }

    private static Document tree(LoginStart start) throws Exception {
        return Answer.parse(xml(start));
    }

    private static List<String> names(Element parent) {
        List<String> names = new ArrayList<>();
        for (var node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            names.add(node.getLocalName());
        }
        return names;
    }

    private static Element only(Document tree, String name) {
        List<Element> found = Answer.all(tree, name);
        assertEquals(1, found.size(), name);
        return found.get(0);
    }

    @Test
    void theRequestSaysWhatTheContractWants() throws Exception {
        LoginStart start = bayernId.startLogin(request);

        Element root = tree(start).getDocumentElement();
        assertAll(
                () -> assertEquals("AuthnRequest", root.getLocalName()),
                () -> assertEquals(start.pending().requestId(), root.getAttribute("ID")),
                () -> assertEquals("2.0", root.getAttribute("Version")),
                () -> assertEquals("2026-03-02T08:17:10.000Z", root.getAttribute("IssueInstant")),
                () -> assertEquals(Answer.ISSUER + "/profile/SAML2/POST/SSO", root.getAttribute("Destination")),
                () -> assertEquals(Answer.ADDRESS, root.getAttribute("AssertionConsumerServiceURL")),
                () -> assertEquals(
                        "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST", root.getAttribute("ProtocolBinding")),
                () -> assertEquals("true", root.getAttribute("ForceAuthn")),
                () -> assertEquals("false", root.getAttribute("IsPassive")),
                () -> assertEquals(
                        List.of("Issuer", "Signature", "Extensions", "NameIDPolicy", "RequestedAuthnContext"),
                        names(root)));
        Document tree = tree(start);
        assertEquals(Answer.ENTITY, only(tree, "Issuer").getTextContent());
        assertEquals("minimum", only(tree, "RequestedAuthnContext").getAttribute("Comparison"));
        assertEquals("STORK-QAA-Level-3", only(tree, "AuthnContextClassRef").getTextContent());
    }

    @Test
    void theExtensionKeepsTheOrderOfTheOfficialExample() throws Exception {
        Document tree = tree(bayernId.startLogin(request));

        Element extension = only(tree, "AuthenticationRequest");
        assertEquals("2", extension.getAttribute("Version"));
        assertEquals("true", extension.getAttribute("EnableStatusDetail"));
        assertEquals(List.of("AuthnMethods", "RequestedAttributes", "DisplayInformation"), names(extension));
        assertEquals(List.of("Benutzername", "eID", "Elster", "EUDI"), names(only(tree, "AuthnMethods")));
        assertEquals("false", only(tree, "Benutzername").getTextContent());
        assertEquals(List.of("Enabled", "Berechtigungszertifikat"), names(only(tree, "eID")));
        assertEquals("BY", only(tree, "Berechtigungszertifikat").getAttribute("Bundesland"));
        assertEquals(
                List.of("OrganizationDisplayName", "Lang", "BackURL", "OnlineServiceId"), names(only(tree, "Version")));
        assertEquals("89479871264-DE", only(tree, "OnlineServiceId").getTextContent());
        assertEquals(
                List.of(
                        "urn:oid:1.3.6.1.4.1.25484.494450.3 false",
                        "urn:oid:1.2.40.0.10.2.1.1.261.94 false",
                        "urn:oid:1.3.6.1.4.1.25484.494450.2 false",
                        "urn:oid:2.5.4.42 false",
                        "urn:oid:2.5.4.4 false",
                        "urn:oid:2.5.4.18 true"),
                Answer.all(tree, "RequestedAttribute").stream()
                        .map(each -> each.getAttribute("Name") + " " + each.getAttribute("RequiredAttribute"))
                        .toList());
    }

    @Test
    void nothingIsSaidThatNobodyAskedFor() throws Exception {
        Document tree = tree(bayernId.startLogin(LoginRequest.atLeast(TrustLevel.BASIC)));

        assertEquals(List.of(), Answer.all(tree, "AuthnMethods"));
        assertEquals(List.of(), Answer.all(tree, "BackURL"));
        assertEquals(3, Answer.all(tree, "RequestedAttribute").size());
        assertEquals(
                "Stadt Musterstadt – Hundesteuer",
                only(tree, "OrganizationDisplayName").getTextContent());
    }

    @Test
    void whoeverOnlyHidesAMeansStillOffersTheOthers() throws Exception {
        Document tree = tree(bayernId.startLogin(LoginRequest.atLeast(TrustLevel.BASIC)
                .hiding(AuthenticationMethod.DIIA, AuthenticationMethod.of("EUDI"))));

        assertEquals(
                List.of(
                        "Authega true",
                        "Benutzername true",
                        "Diia false",
                        "eID true",
                        "eIDAS true",
                        "Elster true",
                        "FINK true",
                        "EUDI false"),
                methods(tree));
    }

    @Test
    void whoeverOnlyNamesACertificateStillOffersTheOtherMeans() throws Exception {
        Document tree =
                tree(bayernId.startLogin(LoginRequest.atLeast(TrustLevel.BASIC).withCertificateOf("BY")));

        assertEquals(
                List.of(
                        "Authega true",
                        "Benutzername true",
                        "Diia true",
                        "eID true",
                        "eIDAS true",
                        "Elster true",
                        "FINK true"),
                methods(tree));
        assertEquals(
                "eID", only(tree, "Berechtigungszertifikat").getParentNode().getLocalName());
    }

    private static List<String> methods(Document tree) {
        return Answer.all(tree, "Enabled").stream()
                .map(enabled -> enabled.getParentNode().getLocalName() + " " + enabled.getTextContent())
                .toList();
    }

    @Test
    void theSignatureIsSoundForAnotherTool() throws Exception {
        Init.init();
        Document tree = tree(bayernId.startLogin(request));
        tree.getDocumentElement().setIdAttributeNS(null, "ID", true);

        XMLSignature signature = new XMLSignature(only(tree, "Signature"), "", true);

        assertTrue(signature.checkSignatureValue(Keys.signing().getCertificate().getPublicKey()));
        assertEquals(
                "http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1",
                signature.getSignedInfo().getSignatureMethodURI());
        assertEquals(
                "#" + tree.getDocumentElement().getAttribute("ID"),
                signature.getSignedInfo().item(0).getURI());
    }

    @Test
    void textCannotBecomeMarkup() throws Exception {
        Document tree = tree(bayernId.startLogin(request.displayName(MARKUP)));

        assertEquals(MARKUP, only(tree, "OrganizationDisplayName").getTextContent());
        assertEquals(List.of(), Answer.all(tree, "script"));
    }

    @Test
    void thePagePostsByItselfAndWithAButton() {
        LoginStart start = bayernId.startLogin(request);
        String page = start.selfSubmittingPage();
        String policy = start.contentSecurityPolicy();

        var nonce = Pattern.compile("script-src 'nonce-([0-9a-f]{32})'").matcher(policy);
        assertTrue(nonce.find());
        assertTrue(page.contains("<script nonce=\"" + nonce.group(1) + "\">"));
        assertTrue(page.contains("<html lang=\"de\">") && page.contains("lang=\"en\""));
        assertTrue(page.contains("<button type=\"submit\">"));
        assertTrue(page.contains("action=\"" + Answer.ISSUER + "/profile/SAML2/POST/SSO\""));
        assertTrue(page.contains("name=\"RelayState\" value=\"" + start.relayState() + "\""));
        assertTrue(page.contains("<meta name=\"referrer\" content=\"no-referrer\">"));
        assertTrue(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"));
        assertTrue(policy.contains("form-action https://pre-id.bayernportal.example;"));
        String addresses = page.replace("action=\"" + Answer.ISSUER, "");
        assertFalse(Pattern.compile("(src|href|url)\\s*[=(]").matcher(addresses).find());
    }

    @Test
    void everyLoginHasItsOwnUnguessableTexts() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            LoginStart start = bayernId.startLogin(request);
            assertTrue(start.pending().requestId().matches("_[0-9a-f]{32}"));
            assertTrue(start.relayState().matches("[0-9a-f]{32}"));
            assertTrue(seen.add(start.pending().requestId()) && seen.add(start.relayState()));
            if (i == 100) {
                break;
            }
        }
        assertNotEquals(0, seen.size());
    }

    @Test
    void thePendingLoginRemembersWhatIsDemanded() {
        PendingLogin pending =
                bayernId.startLogin(request.onlyFor(CitizenId.of("abc"))).pending();

        assertEquals(Desk.NOW, pending.startedAt());
        assertEquals(TrustLevel.SUBSTANTIAL, pending.demandedLevel());
        assertTrue(pending.freshLogin());
        assertEquals(List.of(Attribute.POSTBOX_HANDLE), pending.requiredAttributes());
        assertEquals(
                "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
                pending.sameCitizen().orElseThrow());
        assertEquals(pending, PendingLogin.of(pending.toText()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "bayernid-pending-2 _00000000000000000000000000000000 2026-03-02T08:15:30Z HIGH fresh - -",
                "bayernid-pending-1 00000000000000000000000000000000 2026-03-02T08:15:30Z HIGH fresh - -",
                "bayernid-pending-1 _00000000000000000000000000000000 yesterday HIGH fresh - -",
                "bayernid-pending-1 _00000000000000000000000000000000 2026-03-02T08:15:30Z HIGHEST fresh - -",
                "bayernid-pending-1 _00000000000000000000000000000000 2026-03-02T08:15:30Z HIGH maybe - -",
                "bayernid-pending-1 _00000000000000000000000000000000 2026-03-02T08:15:30Z HIGH fresh x -",
                "bayernid-pending-1 _00000000000000000000000000000000 2026-03-02T08:15:30Z HIGH fresh - x",
                "bayernid-pending-1 _00000000000000000000000000000000 2026-03-02T08:15:30Z HIGH fresh - - -"
            })
    void aForeignTextIsNoPendingLogin(String text) {
        assertThrows(IllegalArgumentException.class, () -> PendingLogin.of(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "_0", "ONELOGIN_4fee3b046395c4e751011e97f8900b5273d56685", "id-1.2", LONGEST_ID})
    void aLoginThatOtherSoftwareStartedMayHaveAnyXmlId(String id) {
        PendingLogin pending = new PendingLogin(id, Desk.NOW, TrustLevel.HIGH, true, List.of(), Optional.empty());

        assertEquals(pending, PendingLogin.of(pending.toText()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-a", ".a", "a b", "a\nb", "ä", "a:b", LONGEST_ID + "a"})
    void whatIsNoXmlIdIsNoRequestId(String id) {
        assertThrows(
                IllegalArgumentException.class,
                () -> new PendingLogin(id, Desk.NOW, TrustLevel.HIGH, true, List.of(), Optional.empty()));
    }

    @Test
    void anEmptySessionIsRefusedWithItsLikelyCauses() {
        var refusal = assertThrows(IllegalArgumentException.class, () -> PendingLogin.of(null));

        assertTrue(refusal.getMessage().startsWith("No login is pending"), refusal.getMessage());
        assertTrue(refusal.getMessage().contains("SameSite=None; Secure"), refusal.getMessage());
    }

    @Test
    void aRequestRefusesWhatTheIdentityProviderWould() {
        LoginRequest plain = LoginRequest.atLeast(TrustLevel.HIGH);
        assertAll(
                () -> assertThrows(IllegalArgumentException.class, () -> LoginRequest.atLeast(TrustLevel.LOW)),
                () -> assertThrows(IllegalArgumentException.class, () -> plain.displayName(" ")),
                () -> assertThrows(IllegalArgumentException.class, () -> plain.language("fr")),
                () -> assertThrows(IllegalArgumentException.class, () -> plain.language("run")),
                () -> assertThrows(IllegalArgumentException.class, () -> plain.backTo(URI.create("http://a.example/"))),
                () -> assertThrows(IllegalArgumentException.class, () -> plain.backTo(URI.create("/relative"))),
                () -> assertThrows(IllegalArgumentException.class, () -> plain.onlineServiceId("a b")),
                () -> assertThrows(IllegalArgumentException.class, () -> plain.withCertificateOf("by")),
                () -> assertThrows(IllegalArgumentException.class, () -> AuthenticationMethod.of("e ID")),
                () -> assertThrows(IllegalArgumentException.class, () -> Attribute.of("urn:oid: 2.5.4.4")),
                () -> assertThrows(IllegalArgumentException.class, () -> Attribute.of("2.5.4.4")),
                () -> assertThrows(IllegalArgumentException.class, () -> Attribute.named("nothing")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"postboxHandle", "POSTBOX_HANDLE", "legacyPostkorbHandle", "urn:oid:2.5.4.18", "postboxhandle"})
    void attributesHaveSeveralNames(String name) {
        assertEquals(Attribute.POSTBOX_HANDLE, Attribute.named(name));
    }
}
