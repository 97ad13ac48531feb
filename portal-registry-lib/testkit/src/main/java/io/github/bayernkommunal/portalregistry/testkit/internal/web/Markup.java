package io.github.bayernkommunal.portalregistry.testkit.internal.web;

import java.util.List;
import java.util.Map;

/** Writes answers as XML and escapes text for pages. */
public final class Markup {

    /** The real namespace is not public; readers of the XML form must go by local names. */
    public static final String NAMESPACE = "urn:example:bayernportal:allgemein:v3";

    private Markup() {}

    /** A document whose root alone is qualified, as the portal's answers are. */
    public static String write(String root, Map<String, Object> content) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n" + element(root, content);
    }

    /** An answer in a SOAP 1.1 envelope. */
    static String envelope(String element) {
        return "<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\"><soap:Body>" + element
                + "</soap:Body></soap:Envelope>";
    }

    /** A fault in an envelope; the parts of a fault are in no namespace (SOAP 1.1, 4.4). */
    static String fault(String code, String text) {
        return envelope("<soap:Fault xmlns:wsse=\"http://docs.oasis-open.org/wss/2004/01/"
                + "oasis-200401-wss-wssecurity-secext-1.0.xsd\"><faultcode>" + escape(code)
                + "</faultcode><faultstring>"
                + escape(text) + "</faultstring></soap:Fault>");
    }

    /** An element that alone is qualified. */
    static String element(String root, Map<String, Object> content) {
        StringBuilder out = new StringBuilder("<ns2:")
                .append(root)
                .append(" xmlns:ns2=\"")
                .append(NAMESPACE)
                .append("\">");
        content.forEach((name, value) -> element(out, name, value));
        return out.append("</ns2:").append(root).append('>').toString();
    }

    /** The text so that it can stand in an element or a quoted attribute. */
    public static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private static void element(StringBuilder out, String name, Object value) {
        if (value instanceof List<?> list) {
            list.forEach(element -> element(out, name, element));
            return;
        }
        out.append('<').append(name).append('>');
        if (value instanceof Map<?, ?> map) {
            map.forEach((member, content) -> element(out, member.toString(), content));
        } else {
            out.append(escape(value instanceof Text text ? text.value() : value.toString()));
        }
        out.append("</").append(name).append('>');
    }
}
