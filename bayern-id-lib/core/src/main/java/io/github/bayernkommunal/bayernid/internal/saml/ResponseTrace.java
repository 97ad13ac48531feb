package io.github.bayernkommunal.bayernid.internal.saml;

import io.github.bayernkommunal.bayernid.ResponseNotTrustedException;
import io.github.bayernkommunal.bayernid.internal.Redact;
import io.github.bayernkommunal.bayernid.internal.xml.Decryptor;
import io.github.bayernkommunal.bayernid.internal.xml.Dom;
import io.github.bayernkommunal.bayernid.internal.xml.EncryptedElement;
import io.github.bayernkommunal.bayernid.internal.xml.Limits;
import io.github.bayernkommunal.bayernid.internal.xml.Ns;
import io.github.bayernkommunal.bayernid.internal.xml.StrictBase64;
import io.github.bayernkommunal.bayernid.internal.xml.XmlReader;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;

/** Shows the skeleton of an answer for support: structure, ids, times, addresses, algorithms; no data of a person. */
public final class ResponseTrace {

    /** Attributes whose values are about the protocol, never about a person. */
    private static final Set<String> SHOWN_ATTRIBUTES = Set.of(
            "ID",
            "Id",
            "Version",
            "IssueInstant",
            "InResponseTo",
            "Destination",
            "Recipient",
            "NotBefore",
            "NotOnOrAfter",
            "AuthnInstant",
            "SessionNotOnOrAfter",
            "Method",
            "Algorithm",
            "URI",
            "Value",
            "Name",
            "NameFormat",
            "Format",
            "TrustLevel",
            "PrefixList",
            "Type");

    private static final Set<String> SHOWN_TEXTS = Set.of("Issuer", "Audience", "AuthnContextClassRef");

    private static final int MOST_LINES = 2_000;

    private final StringBuilder text = new StringBuilder();
    private int lines;

    private ResponseTrace() {}

    /** The skeleton as far as the answer can be read; never fails. */
    public static String of(@Nullable String samlResponse, XmlReader reader, Decryptor decryptor) {
        ResponseTrace trace = new ResponseTrace();
        byte[] bytes = samlResponse == null ? null : StrictBase64.decodeLines(samlResponse);
        if (bytes == null) {
            return "not Base64\n";
        }
        try {
            Element root = reader.read(bytes, Limits.MESSAGE).getDocumentElement();
            trace.write(root, 0);
            List<Element> wrappers = Dom.children(root, Ns.SAML, "EncryptedAssertion");
            if (wrappers.size() == 1) {
                trace.line(0, "inside the encryption:");
                trace.write(decryptor.open(EncryptedElement.of(wrappers.get(0))), 1);
            }
        } catch (ResponseNotTrustedException e) {
            trace.line(0, "cannot be read further: " + e.code());
        }
        return trace.text.toString();
    }

    private void write(Element element, int depth) {
        StringBuilder line = new StringBuilder(Redact.line(element.getLocalName()));
        NamedNodeMap attributes = element.getAttributes();
        for (int i = 0; i < attributes.getLength(); i++) {
            Attr attribute = (Attr) attributes.item(i);
            if (SHOWN_ATTRIBUTES.contains(attribute.getLocalName())) {
                line.append(' ').append(attribute.getLocalName()).append('=').append(Redact.line(attribute.getValue()));
            }
        }
        List<Element> children = Dom.children(element);
        if (children.isEmpty() && !Dom.text(element).isEmpty()) {
            line.append(": ")
                    .append(
                            SHOWN_TEXTS.contains(element.getLocalName())
                                    ? Redact.line(Dom.text(element))
                                    : Dom.text(element).length() + " characters");
        }
        line(depth, line.toString());
        children.forEach(child -> write(child, depth + 1));
    }

    private void line(int depth, String content) {
        if (lines++ < MOST_LINES) {
            text.append("  ".repeat(depth)).append(content).append('\n');
        }
    }
}
