package io.github.bayernkommunal.bayernid.internal.saml;

import io.github.bayernkommunal.bayernid.Attribute;
import io.github.bayernkommunal.bayernid.AuthenticationMethod;
import io.github.bayernkommunal.bayernid.LoginRequest;
import io.github.bayernkommunal.bayernid.internal.xml.Dom;
import io.github.bayernkommunal.bayernid.internal.xml.Ns;
import io.github.bayernkommunal.bayernid.internal.xml.XmlReader;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Writes the request for a login, with the operator's extension in version 2.
 *
 * <p>Built through the tree, so no text can become markup. The order is that of the official example: the operator
 * publishes no schema.
 *
 * @param entityId our entity id
 * @param answersTo our address, as registered
 * @param displayName name that people read, unless the request has its own
 * @param onlineServiceId id of the online service, unless the request has its own
 * @param profile which contract the identity provider keeps
 */
public record AuthnRequestWriter(
        String entityId,
        String answersTo,
        String displayName,
        @Nullable String onlineServiceId,
        Profile profile) {

    /** Without these an answer cannot be used; they are asked for always. */
    static final List<Attribute> ALWAYS = List.of(Attribute.CITIZEN_ID, Attribute.LOGIN_LEVEL, Attribute.PROVED_BY);

    /** What is sent, and where its signature belongs. */
    public record Written(Element request, @Nullable Node signatureBefore) {}

    /** The request as a tree, not yet signed. */
    public Written write(XmlReader trees, LoginRequest request, String id, Instant now, String destination) {
        Document document = trees.empty();
        Element root = Dom.add(document, Ns.SAMLP, "samlp", "AuthnRequest");
        root.setAttributeNS(Ns.XMLNS, "xmlns:saml", Ns.SAML);
        root.setAttribute("ID", id);
        root.setAttribute("Version", "2.0");
        root.setAttribute("IssueInstant", SamlTime.write(now));
        root.setAttribute("Destination", destination);
        root.setAttribute("AssertionConsumerServiceURL", answersTo);
        root.setAttribute("ProtocolBinding", "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST");
        root.setAttribute("ForceAuthn", "true");
        root.setAttribute("IsPassive", "false");
        Dom.add(root, Ns.SAML, "saml", "Issuer", entityId);
        return profile == Profile.BAYERNID ? citizens(root, request) : organisations(root);
    }

    private Written citizens(Element root, LoginRequest request) {
        Element extensions = Dom.add(root, Ns.SAMLP, "samlp", "Extensions");
        extension(extensions, request);
        Dom.add(root, Ns.SAMLP, "samlp", "NameIDPolicy")
                .setAttribute("Format", "urn:oasis:names:tc:SAML:2.0:nameid-format:transient");
        // The operator supports "minimum" only; what really was reached is judged in the answer.
        Element context = Dom.add(root, Ns.SAMLP, "samlp", "RequestedAuthnContext");
        context.setAttribute("Comparison", "minimum");
        Dom.add(
                context,
                Ns.SAML,
                "saml",
                "AuthnContextClassRef",
                request.minimum().classReference());
        return new Written(root, extensions);
    }

    // Mein Unternehmenskonto knows neither the extension nor the classes.
    private static Written organisations(Element root) {
        Element policy = Dom.add(root, Ns.SAMLP, "samlp", "NameIDPolicy");
        policy.setAttribute("Format", "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent");
        policy.setAttribute("AllowCreate", "true");
        return new Written(root, policy);
    }

    private void extension(Element extensions, LoginRequest request) {
        Element extension = Dom.add(extensions, Ns.AKDB, "akdb", "AuthenticationRequest");
        extension.setAttribute("Version", "2");
        extension.setAttribute("EnableStatusDetail", "true");
        methods(extension, request);
        attributes(extension, request);
        display(extension, request);
    }

    // An empty list is an error at the identity provider (empty-authentication-methods), so it is left out. Where there
    // is
    // one, only what it names is offered: whoever just hides a means, or names a certificate, wants all others to be
    // there.
    private static void methods(Element extension, LoginRequest request) {
        boolean decidedThere = request.offered().isEmpty()
                && request.hidden().isEmpty()
                && request.certificateState().isEmpty();
        if (decidedThere) {
            return;
        }
        Set<AuthenticationMethod> named =
                new LinkedHashSet<>(request.offered().isEmpty() ? AuthenticationMethod.REQUESTABLE : request.offered());
        named.addAll(request.hidden());
        if (request.certificateState().isPresent()) {
            named.add(AuthenticationMethod.EID);
        }
        Element list = Dom.add(extension, Ns.AKDB, "akdb", "AuthnMethods");
        for (AuthenticationMethod method : inOrder(named)) {
            Element element = Dom.add(list, Ns.AKDB, "akdb", method.code());
            boolean enabled = !request.hidden().contains(method)
                    && (request.offered().isEmpty() || request.offered().contains(method));
            Dom.add(element, Ns.AKDB, "akdb", "Enabled", String.valueOf(enabled));
            if (method.equals(AuthenticationMethod.EID)) {
                request.certificateState()
                        .ifPresent(state -> Dom.add(element, Ns.AKDB, "akdb", "Berechtigungszertifikat")
                                .setAttribute("Bundesland", state));
            }
        }
    }

    private static List<AuthenticationMethod> inOrder(Set<AuthenticationMethod> methods) {
        Set<AuthenticationMethod> ordered = new LinkedHashSet<>(AuthenticationMethod.REQUESTABLE);
        ordered.retainAll(methods);
        ordered.addAll(methods);
        return List.copyOf(ordered);
    }

    private static void attributes(Element extension, LoginRequest request) {
        Element list = Dom.add(extension, Ns.AKDB, "akdb", "RequestedAttributes");
        Set<Attribute> all = new LinkedHashSet<>(ALWAYS);
        all.addAll(request.requested());
        for (Attribute attribute : all) {
            Element element = Dom.add(list, Ns.AKDB, "akdb", "RequestedAttribute");
            element.setAttribute("Name", attribute.name());
            element.setAttribute(
                    "RequiredAttribute", String.valueOf(request.required().contains(attribute)));
        }
    }

    private void display(Element extension, LoginRequest request) {
        Element information = Dom.add(extension, Ns.AKDB, "akdb", "DisplayInformation");
        Element version = Dom.add(information, Ns.CLASSIC_UI, "classic-ui", "Version");
        add(version, "OrganizationDisplayName", request.displayName().orElse(displayName));
        add(version, "Lang", request.language().orElse(null));
        add(version, "BackURL", request.backTo().map(Object::toString).orElse(null));
        add(version, "OnlineServiceId", request.onlineServiceId().orElse(onlineServiceId));
    }

    private static void add(Element parent, String name, @Nullable String text) {
        if (text != null) {
            Dom.add(parent, Ns.CLASSIC_UI, "classic-ui", name, text);
        }
    }
}
