package io.github.bayernkommunal.bayernid.testkit;

import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** Attacks on the text of a document, and small cuts. */
final class Documents {

    static final String STRANGER = "https://attacker.example/idp";

    private Documents() {}

    static String urlAlphabet(String base64) {
        String other = base64.replace('+', '-').replace('/', '_');
        // Random content has these characters practically always; if not, one is put there.
        return other.equals(base64) ? "_" + base64.substring(1) : other;
    }

    static String doctype(String xml) {
        return "<!DOCTYPE saml>" + xml;
    }

    static String externalEntity(String xml) {
        // Port 9 discards; a listener of the test would see a connection if the entity were fetched.
        return "<!DOCTYPE saml [<!ENTITY x SYSTEM \"http://127.0.0.1:9/x\">]>"
                + xml.replaceFirst("</samlp:Status>", "<samlp:StatusMessage>&x;</samlp:StatusMessage></samlp:Status>");
    }

    static String entityBomb(String xml) {
        StringBuilder entities = new StringBuilder("<!DOCTYPE saml [<!ENTITY a0 \"ha\">");
        for (int i = 1; i <= 20; i++) {
            entities.append("<!ENTITY a%d \"&a%d;&a%d;&a%d;\">".formatted(i, i - 1, i - 1, i - 1));
        }
        return entities + "]>"
                + xml.replaceFirst(
                        "</samlp:Status>", "<samlp:StatusMessage>&a20;</samlp:StatusMessage></samlp:Status>");
    }

    static String deep(String xml) {
        int levels = 10_000;
        return xml.replaceFirst(
                "<samlp:Status>",
                "<samlp:Extensions>" + "<x>".repeat(levels) + "</x>".repeat(levels)
                        + "</samlp:Extensions><samlp:Status>");
    }

    static String large(String xml) {
        return xml.replaceFirst("<samlp:Status>", " ".repeat(1 << 20) + "<samlp:Status>");
    }

    static @Nullable String capitals(@Nullable String address) {
        return address == null ? null : address.toUpperCase(Locale.ROOT);
    }

    /** Takes an element out. */
    static Consumer<Element> without(String namespace, String name) {
        return root -> {
            Element found = Xml.find(root, namespace, name);
            found.getParentNode().removeChild(found);
        };
    }
}
