package io.github.bayernkommunal.bayernid.testkit;

import io.github.bayernkommunal.bayernid.testkit.LoginQuestion.Wanted;
import io.github.bayernkommunal.bayernid.testkit.Refusal.RefusedRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** Judges an AuthnRequest as the service does: by schema order, registration, signature, time and extension. */
final class RequestReader {

    /** Our choice; the operator publishes no number. */
    static final Duration LIFETIME = Duration.ofMinutes(5);

    private static final List<String> ORDER = List.of(
            "Issuer",
            "Signature",
            "Extensions",
            "Subject",
            "NameIDPolicy",
            "Conditions",
            "RequestedAuthnContext",
            "Scoping");
    private static final Pattern NC_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]*");
    private static final Pattern OID_NAME = Pattern.compile("urn:oid:[0-9]+(\\.[0-9]+)+");
    private static final Pattern FORBIDDEN_TAG = Pattern.compile("<(?!/?(?:h1|p|a|b|i)[\\s/>])");

    private final Map<String, ServiceProvider> providers;
    private final boolean organisations;

    RequestReader(Map<String, ServiceProvider> providers) {
        this(providers, false);
    }

    /** With {@code organisations}, judges as Mein Unternehmenskonto does: without extension, and PSS only. */
    RequestReader(Map<String, ServiceProvider> providers, boolean organisations) {
        this.providers = providers;
        this.organisations = organisations;
    }

    /** What came by the Redirect binding besides the message; null for POST. */
    record DetachedSignature(String octets, String base64, String method) {}

    /** Reads the form field {@code SAMLRequest} of the POST binding. */
    LoginQuestion post(String base64, String destination, Instant now) throws RefusedRequest {
        try {
            return read(Base64.getMimeDecoder().decode(base64), null, destination, now);
        } catch (IllegalArgumentException e) {
            throw Refusal.MALFORMED.because("SAMLRequest is not Base64");
        }
    }

    LoginQuestion read(byte[] xml, @Nullable DetachedSignature detached, String destination, Instant now)
            throws RefusedRequest {
        Element root;
        try {
            root = Xml.parse(xml).getDocumentElement();
        } catch (SAXException e) {
            throw Refusal.MALFORMED.because("The request is not well-formed XML, or carries a DOCTYPE");
        }
        checkShape(root);
        ServiceProvider provider = provider(root);
        checkSignature(root, detached, provider);
        checkTime(root, now);
        if (!root.getAttribute("Destination").equals(destination)) {
            throw Refusal.DESTINATION_WRONG.because(
                    "Destination is '%s', expected '%s'".formatted(root.getAttribute("Destination"), destination));
        }
        return organisations ? organisationQuestion(root, provider) : question(root, provider);
    }

    private static LoginQuestion organisationQuestion(Element root, ServiceProvider provider) throws RefusedRequest {
        Element method = Xml.find(root, Saml.DSIG, "SignatureMethod");
        if (!method.getAttribute("Algorithm").equals(Saml.RSA_PSS_SHA256)) {
            throw Refusal.SIGNATURE_INVALID.because("Mein Unternehmenskonto accepts sha256-rsa-MGF1 only");
        }
        Element policy = Xml.child(root, Saml.PROTOCOL, "NameIDPolicy");
        if (policy != null && !policy.getAttribute("Format").equals(Saml.PERSISTENT)) {
            throw Refusal.CONTEXT_UNSUPPORTED.because("Mein Unternehmenskonto gives persistent names only");
        }
        return new LoginQuestion(
                provider,
                root.getAttribute("ID"),
                answerTo(root, provider),
                1,
                null,
                List.of(),
                provider.entityId(),
                Language.DE,
                null,
                false,
                flag(root.getAttribute("IsPassive")));
    }

    private static void checkShape(Element root) throws RefusedRequest {
        if (!Xml.is(root, Saml.PROTOCOL, "AuthnRequest")) {
            throw Refusal.MALFORMED.because("The root element is not samlp:AuthnRequest");
        }
        if (!root.getAttribute("Version").equals("2.0")) {
            throw Refusal.MALFORMED.because("Version must be 2.0");
        }
        if (!NC_NAME.matcher(root.getAttribute("ID")).matches()) {
            throw Refusal.MALFORMED.because("ID is not an XML name; it must not begin with a digit");
        }
        int last = -1;
        for (Element child : Xml.children(root)) {
            int position = ORDER.indexOf(child.getLocalName());
            if (position <= last) {
                throw Refusal.MALFORMED.because(child.getLocalName() + " is unknown, repeated or in the wrong place");
            }
            last = position;
        }
    }

    private ServiceProvider provider(Element root) throws RefusedRequest {
        Element issuer = Xml.child(root, Saml.ASSERTION, "Issuer");
        ServiceProvider provider =
                issuer == null ? null : providers.get(issuer.getTextContent().trim());
        if (provider == null) {
            throw Refusal.PROVIDER_UNKNOWN.because("No service provider is registered under the Issuer");
        }
        return provider;
    }

    private static void checkSignature(Element root, @Nullable DetachedSignature detached, ServiceProvider provider)
            throws RefusedRequest {
        Element signature = Xml.child(root, Saml.DSIG, "Signature");
        if (detached != null) {
            if (signature != null || !Signatures.REQUEST_METHODS.contains(detached.method())) {
                throw Refusal.SIGNATURE_INVALID.because("A redirected request is signed in the query only");
            }
            if (!verifies(detached, provider)) {
                throw Refusal.SIGNATURE_INVALID.because("The signature of the query does not verify");
            }
            return;
        }
        if (signature == null) {
            throw Refusal.NOT_SIGNED.because("The request has no signature");
        }
        if (!Signatures.verifies(root, signature, provider.signing())) {
            throw Refusal.SIGNATURE_INVALID.because(
                    "The signature does not verify with a registered key, or uses other algorithms than rsa-sha256 or"
                            + " sha256-rsa-MGF1 with SHA-256");
        }
    }

    private static boolean verifies(DetachedSignature detached, ServiceProvider provider) {
        try {
            return Signatures.verifies(
                    detached.octets().getBytes(StandardCharsets.US_ASCII),
                    Base64.getDecoder().decode(detached.base64()),
                    detached.method(),
                    provider.signing());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static void checkTime(Element root, Instant now) throws RefusedRequest {
        try {
            Instant issued = Instant.parse(root.getAttribute("IssueInstant"));
            if (issued.isBefore(now.minus(LIFETIME)) || issued.isAfter(now.plus(LIFETIME))) {
                throw Refusal.STALE.because("IssueInstant differs by %d seconds from the service's time; at most %d"
                        .formatted(Duration.between(issued, now).toSeconds(), LIFETIME.toSeconds()));
            }
        } catch (DateTimeParseException e) {
            throw Refusal.MALFORMED.because("IssueInstant is not a time in UTC");
        }
    }

    private static LoginQuestion question(Element root, ServiceProvider provider) throws RefusedRequest {
        String binding = root.getAttribute("ProtocolBinding");
        if (!binding.isEmpty() && !binding.equals(Saml.POST_BINDING)) {
            throw Refusal.BINDING_UNSUPPORTED.because("Answers are sent by HTTP-POST only");
        }
        Element extension = extension(root);
        Element display = display(extension);
        String name = text(display, "OrganizationDisplayName");
        if (name == null) {
            throw Refusal.DISPLAY_NAME_MISSING.because("OrganizationDisplayName is missing or empty");
        }
        String purpose = text(display, "Purpose");
        if (purpose != null && FORBIDDEN_TAG.matcher(purpose).find()) {
            throw Refusal.PURPOSE_HTML.because("Purpose may use h1, p, a, b and i only");
        }
        return new LoginQuestion(
                provider,
                root.getAttribute("ID"),
                answerTo(root, provider),
                level(root),
                methods(extension),
                attributes(extension),
                name,
                Language.of(text(display, "Lang")),
                backAddress(display),
                flag(extension.getAttribute("EnableStatusDetail")),
                flag(root.getAttribute("IsPassive")));
    }

    private static String answerTo(Element root, ServiceProvider provider) throws RefusedRequest {
        String address = root.getAttribute("AssertionConsumerServiceURL");
        if (address.isEmpty() && !root.hasAttribute("AssertionConsumerServiceIndex")) {
            return provider.consumers().get(0);
        }
        if (!provider.consumers().contains(address)) {
            throw Refusal.ANSWER_ADDRESS_UNKNOWN.because(
                    "AssertionConsumerServiceURL '%s' is not registered".formatted(address));
        }
        return address;
    }

    private static int level(Element root) throws RefusedRequest {
        Element context = Xml.child(root, Saml.PROTOCOL, "RequestedAuthnContext");
        if (context == null) {
            return 1;
        }
        List<Element> classes = Xml.children(context, Saml.ASSERTION, "AuthnContextClassRef");
        String level = classes.size() == 1 ? classes.get(0).getTextContent().trim() : "";
        if (!context.getAttribute("Comparison").equals("minimum") || !level.matches("STORK-QAA-Level-[1-4]")) {
            throw Refusal.CONTEXT_UNSUPPORTED.because(
                    "RequestedAuthnContext needs Comparison=\"minimum\" and one STORK-QAA-Level-n");
        }
        return level.charAt(level.length() - 1) - '0';
    }

    private static Element extension(Element root) throws RefusedRequest {
        Element extensions = Xml.child(root, Saml.PROTOCOL, "Extensions");
        List<Element> found =
                extensions == null ? List.of() : Xml.children(extensions, Saml.AKDB, "AuthenticationRequest");
        if (found.isEmpty()) {
            throw Refusal.EXTENSION_MISSING.because("There is no akdb:AuthenticationRequest");
        }
        String version = found.get(0).getAttribute("Version");
        if (version.equals("1")) {
            throw Refusal.EXTENSION_V1.because("Version 1 of the extension is switched off");
        }
        if (found.size() > 1 || !version.equals("2")) {
            throw Refusal.EXTENSION_MALFORMED.because("One akdb:AuthenticationRequest with Version=\"2\" is needed");
        }
        return found.get(0);
    }

    private static @Nullable List<String> methods(Element extension) throws RefusedRequest {
        Element methods = Xml.child(extension, Saml.AKDB, "AuthnMethods");
        if (methods == null) {
            return null;
        }
        if (Xml.children(methods).isEmpty()) {
            throw Refusal.METHODS_EMPTY.because("AuthnMethods names no method; leave it out instead");
        }
        List<String> offered = new ArrayList<>();
        for (Element method : Xml.children(methods)) {
            Element enabled = Xml.child(method, Saml.AKDB, "Enabled");
            if (enabled == null || flag(enabled.getTextContent().trim())) {
                offered.add(Objects.requireNonNull(method.getLocalName()));
            }
            Element certificate = Xml.child(method, Saml.AKDB, "Berechtigungszertifikat");
            // Only the Bavarian certificate is stored in this simulator.
            if (certificate != null && !certificate.getAttribute("Bundesland").equals("BY")) {
                throw Refusal.MISSING_BERCA.because("No authorisation certificate is stored for that Bundesland");
            }
        }
        return List.copyOf(offered);
    }

    private static List<Wanted> attributes(Element extension) throws RefusedRequest {
        Element list = Xml.child(extension, Saml.AKDB, "RequestedAttributes");
        List<Element> found = list == null ? List.of() : Xml.children(list, Saml.AKDB, "RequestedAttribute");
        if (found.isEmpty()) {
            throw Refusal.ATTRIBUTES_EMPTY.because("RequestedAttributes names no attribute");
        }
        List<Wanted> wanted = new ArrayList<>();
        for (Element attribute : found) {
            String name = attribute.getAttribute("Name");
            if (name.isBlank()) {
                throw Refusal.ATTRIBUTES_WITHOUT_NAME.because("A RequestedAttribute has no Name");
            }
            if (!OID_NAME.matcher(name).matches()) {
                throw Refusal.ATTRIBUTE_NAME_MALFORMED.because("'%s' is not a urn:oid name".formatted(name));
            }
            wanted.add(new Wanted(name, Datum.ofWireName(name), flag(attribute.getAttribute("RequiredAttribute"))));
        }
        return List.copyOf(wanted);
    }

    private static @Nullable Element display(Element extension) {
        Element information = Xml.child(extension, Saml.AKDB, "DisplayInformation");
        return information == null ? null : Xml.child(information, Saml.CLASSIC_UI, "Version");
    }

    private static @Nullable URI backAddress(@Nullable Element display) throws RefusedRequest {
        String text = text(display, "BackURL");
        if (text == null) {
            return null;
        }
        if (!text.startsWith("https://")) {
            throw Refusal.EXTENSION_MALFORMED.because("BackURL must be an https address");
        }
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw Refusal.EXTENSION_MALFORMED.because("BackURL is not an address");
        }
    }

    private static @Nullable String text(@Nullable Element parent, String name) {
        Element child = parent == null ? null : Xml.child(parent, Saml.CLASSIC_UI, name);
        return child == null || child.getTextContent().isBlank()
                ? null
                : child.getTextContent().trim();
    }

    private static boolean flag(String value) {
        return value.equals("true") || value.equals("1");
    }
}
