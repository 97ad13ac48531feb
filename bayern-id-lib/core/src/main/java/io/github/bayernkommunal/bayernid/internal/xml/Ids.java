package io.github.bayernkommunal.bayernid.internal.xml;

import io.github.bayernkommunal.bayernid.Check;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;

/** The ids of one message, with everything that was encrypted in it: each an XML name, each once. */
public final class Ids {

    // NCName without the rare letters beyond ASCII: nobody makes ids from them, and they look alike.
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9._-]{0,255}");

    private final Set<String> seen = new HashSet<>();

    /** Whether the text can be an id. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /**
     * Notes all ids of the element and below.
     *
     * <p>Whatever is written like an id counts, in any case and namespace: another tool might take it for one.
     */
    public void add(Element element) {
        NamedNodeMap attributes = element.getAttributes();
        for (int i = 0; i < attributes.getLength(); i++) {
            Attr attribute = (Attr) attributes.item(i);
            if (!attribute.getLocalName().toLowerCase(Locale.ROOT).equals("id")
                    || Ns.XMLNS.equals(attribute.getNamespaceURI())) {
                continue;
            }
            if (attribute.getNamespaceURI() != null) {
                throw Refusal.of(
                        Check.IDS, "An id attribute has a namespace: %s.", Refusal.quoted(attribute.getName()));
            }
            if (!isName(attribute.getValue())) {
                throw Refusal.of(Check.IDS, "An id is not an XML name: %s.", Refusal.quoted(attribute.getValue()));
            }
            if (!seen.add(attribute.getValue())) {
                throw Refusal.of(
                        Check.IDS,
                        "The id %s occurs twice. That is how a signed part is exchanged for another: treat it as an attack.",
                        Refusal.quoted(attribute.getValue()));
            }
        }
        for (Element child : Dom.children(element)) {
            add(child);
        }
    }
}
