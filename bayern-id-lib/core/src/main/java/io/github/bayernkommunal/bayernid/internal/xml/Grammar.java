package io.github.bayernkommunal.bayernid.internal.xml;

import io.github.bayernkommunal.bayernid.Check;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;

/**
 * What may stand where: a hardened extract of a schema, with an end instead of wildcards.
 *
 * <p>An element that has no rule, stands elsewhere, or repeats is refused; so is an attribute that has no place. Open
 * content (extensions, attribute values) may hold foreign elements, and never one of a protected namespace.
 */
public final class Grammar {

    /** How often children of some names may stand at one place of a sequence. */
    record Particle(Set<String> names, int least, int most) {}

    private enum Content {
        SEQUENCE,
        TEXT,
        OPEN,
        OPAQUE
    }

    private record Rule(Content content, Set<String> attributes, List<Particle> particles) {}

    private final Map<String, Rule> rules = new HashMap<>();
    private final Set<String> protectedNamespaces;

    private Grammar(Set<String> protectedNamespaces) {
        this.protectedNamespaces = protectedNamespaces;
    }

    /** Starts a grammar; elements of these namespaces may not hide in open content. */
    public static Grammar protecting(String... namespaces) {
        return new Grammar(Set.of(namespaces));
    }

    /** An element that holds only text. */
    public Grammar text(String namespace, String name, String... attributes) {
        rules.put(key(namespace, name), new Rule(Content.TEXT, Set.of(attributes), List.of()));
        return this;
    }

    /** An element that holds text and foreign elements. */
    public Grammar open(String namespace, String name, String... attributes) {
        rules.put(key(namespace, name), new Rule(Content.OPEN, Set.of(attributes), List.of()));
        return this;
    }

    /** An element whose content another class judges. */
    public Grammar opaque(String namespace, String name, String... attributes) {
        rules.put(key(namespace, name), new Rule(Content.OPAQUE, Set.of(attributes), List.of()));
        return this;
    }

    /**
     * An element that holds a sequence of elements.
     *
     * @param children names as {@code {namespace}name}, each followed by {@code ?}, {@code *}, {@code +} or nothing;
     *     alternatives are separated by {@code |}
     */
    public Grammar sequence(String namespace, String name, Set<String> attributes, String... children) {
        List<Particle> particles = new ArrayList<>();
        for (String child : children) {
            char last = child.charAt(child.length() - 1);
            boolean marked = last == '?' || last == '*' || last == '+';
            String names = marked ? child.substring(0, child.length() - 1) : child;
            particles.add(new Particle(
                    Set.of(names.split("\\|")),
                    last == '?' || last == '*' ? 0 : 1,
                    last == '*' || last == '+' ? Integer.MAX_VALUE : 1));
        }
        rules.put(key(namespace, name), new Rule(Content.SEQUENCE, attributes, List.copyOf(particles)));
        return this;
    }

    /** The name of an element as the rules write it. */
    public static String key(@Nullable String namespace, String name) {
        return "{" + (namespace == null ? "" : namespace) + "}" + name;
    }

    /**
     * Checks the element and everything below it.
     *
     * @throws io.github.bayernkommunal.bayernid.ResponseNotTrustedException with {@link Check#STRUCTURE}
     */
    public void check(Element element) {
        Rule rule = rules.get(key(element.getNamespaceURI(), element.getLocalName()));
        if (rule == null) {
            throw refused("The element %s has no place in such a message.", element);
        }
        checkAttributes(element, rule);
        switch (rule.content) {
            case TEXT -> checkText(element);
            case SEQUENCE -> checkSequence(element, rule);
            case OPEN -> checkOpen(element);
            case OPAQUE -> {}
        }
    }

    private static void checkAttributes(Element element, Rule rule) {
        NamedNodeMap attributes = element.getAttributes();
        for (int i = 0; i < attributes.getLength(); i++) {
            Attr attribute = (Attr) attributes.item(i);
            String namespace = attribute.getNamespaceURI();
            boolean allowed;
            if (namespace == null) {
                allowed = rule.attributes.contains(attribute.getLocalName());
            } else if (namespace.equals(Ns.XMLNS) || namespace.equals(Ns.XSI)) {
                allowed = true;
            } else {
                // The one place where the schema lets foreign attributes in; the operator's rating stands there.
                allowed = rule.attributes.contains("##other") && !namespace.equals(Ns.XML);
            }
            if (!allowed) {
                throw refused(
                        "The element %s has the attribute "
                                + Refusal.quoted(attribute.getName()).replace("%", "%%")
                                + ", which has no place there.",
                        element);
            }
        }
    }

    private static void checkText(Element element) {
        if (!Dom.children(element).isEmpty()) {
            throw refused("The element %s must hold only text.", element);
        }
    }

    private void checkSequence(Element element, Rule rule) {
        int particle = 0;
        int count = 0;
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (!(node instanceof Element child)) {
                if (!node.getNodeValue().isBlank()) {
                    throw refused("The element %s must not hold text.", element);
                }
                continue;
            }
            String name = key(child.getNamespaceURI(), child.getLocalName());
            while (particle < rule.particles.size()
                    && !(rule.particles.get(particle).names.contains(name)
                            && count < rule.particles.get(particle).most)) {
                requireEnough(element, rule.particles.get(particle), count);
                particle++;
                count = 0;
            }
            if (particle == rule.particles.size()) {
                throw refused(
                        "The element %s must not stand here, or not again, in " + element.getLocalName() + ".", child);
            }
            count++;
            check(child);
        }
        for (; particle < rule.particles.size(); particle++, count = 0) {
            requireEnough(element, rule.particles.get(particle), count);
        }
    }

    private static void requireEnough(Element element, Particle particle, int count) {
        if (count < particle.least) {
            throw refused("The element %s lacks " + String.join(" or ", particle.names) + ".", element);
        }
    }

    private void checkOpen(Element element) {
        for (Element child : Dom.children(element)) {
            String namespace = child.getNamespaceURI();
            if (rules.containsKey(key(namespace, child.getLocalName()))
                    || (namespace != null && protectedNamespaces.contains(namespace))) {
                throw refused("The element %s hides inside " + element.getLocalName() + ".", child);
            }
            checkOpen(child);
        }
    }

    private static io.github.bayernkommunal.bayernid.ResponseNotTrustedException refused(String text, Element element) {
        return Refusal.of(
                Check.STRUCTURE,
                text,
                Refusal.quoted(element.getLocalName()) + " (" + Refusal.quoted(element.getNamespaceURI()) + ")");
    }
}
