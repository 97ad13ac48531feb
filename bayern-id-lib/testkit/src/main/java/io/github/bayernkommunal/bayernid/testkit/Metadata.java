package io.github.bayernkommunal.bayernid.testkit;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Writes the metadata of the identity provider. */
final class Metadata {

    private Metadata() {}

    /** Without {@code redirect}, the metadata of Mein Unternehmenskonto. */
    static String of(String entityId, String post, @Nullable String redirect, List<X509Certificate> signing) {
        Document document = Xml.document();
        Element root = Xml.add(document, Saml.METADATA, "md:EntityDescriptor");
        root.setAttribute("entityID", entityId);
        Element role = Xml.add(root, Saml.METADATA, "md:IDPSSODescriptor");
        role.setAttribute("WantAuthnRequestsSigned", "true");
        role.setAttribute("protocolSupportEnumeration", Saml.PROTOCOL);
        for (X509Certificate certificate : signing) {
            Element descriptor = Xml.add(role, Saml.METADATA, "md:KeyDescriptor");
            descriptor.setAttribute("use", "signing");
            Element data = Xml.add(Xml.add(descriptor, Saml.DSIG, "ds:KeyInfo"), Saml.DSIG, "ds:X509Data");
            Xml.add(data, Saml.DSIG, "ds:X509Certificate", base64(certificate));
        }
        Xml.add(role, Saml.METADATA, "md:NameIDFormat", redirect == null ? Saml.PERSISTENT : Saml.TRANSIENT);
        service(role, Saml.POST_BINDING, post);
        if (redirect != null) {
            service(role, Saml.REDIRECT_BINDING, redirect);
        }
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + Xml.text(document);
    }

    private static void service(Element role, String binding, String address) {
        Element service = Xml.add(role, Saml.METADATA, "md:SingleSignOnService");
        service.setAttribute("Binding", binding);
        service.setAttribute("Location", address);
    }

    private static String base64(X509Certificate certificate) {
        try {
            return Base64.getEncoder().encodeToString(certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("An own certificate cannot be encoded", e);
        }
    }
}
