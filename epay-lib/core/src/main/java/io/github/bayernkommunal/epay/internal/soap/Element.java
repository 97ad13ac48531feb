package io.github.bayernkommunal.epay.internal.soap;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An element of an answer, looked at by its local name: namespaces of members differ between versions of the service.
 *
 * <p>rpc/encoded allows to write a value once under an id and to refer to it; a reference is followed when it is looked at,
 * at most once per step, so that a circle leads nowhere.
 */
public final class Element {

    private final String name;
    private final @Nullable String namespace;
    private final @Nullable String href;
    private final Map<String, Element> ids;
    private final List<Element> children = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();

    private Element(String name, @Nullable String namespace, @Nullable String href, Map<String, Element> ids) {
        this.name = name;
        this.namespace = namespace;
        this.href = href;
        this.ids = ids;
    }

    /** The local name. */
    public String name() {
        return name;
    }

    /** The namespace, or null. */
    public @Nullable String namespace() {
        return namespace;
    }

    /** The first child with one of the names. */
    public Optional<Element> child(String... names) {
        List<Element> candidates = target().children;
        for (String wanted : names) {
            for (Element child : candidates) {
                if (child.name.equals(wanted)) {
                    return Optional.of(child);
                }
            }
        }
        return Optional.empty();
    }

    /** The text of the first child with one of the names, trimmed; empty when it is absent or empty. */
    public Optional<String> text(String... names) {
        return child(names).map(found -> found.target().text.toString().trim()).filter(value -> !value.isEmpty());
    }

    /** This element or the first one below it that has a child of the given name. */
    public Optional<Element> having(String childName) {
        if (child(childName).isPresent()) {
            return Optional.of(this);
        }
        for (Element child : children) {
            Optional<Element> found = child.having(childName);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Element target() {
        Element found = href == null || !href.startsWith("#") ? null : ids.get(href.substring(1));
        return found == null ? this : found;
    }

    /** Grows a tree while it is read. */
    static final class Builder {

        private final Map<String, Element> ids = new HashMap<>();
        private final Deque<Element> open = new ArrayDeque<>();
        private @Nullable Element root;

        int depth() {
            return open.size();
        }

        void start(String name, @Nullable String namespace, @Nullable String id, @Nullable String href) {
            Element element = new Element(name, namespace, href, ids);
            Element parent = open.peek();
            if (parent == null) {
                root = element;
            } else {
                parent.children.add(element);
            }
            if (id != null) {
                ids.putIfAbsent(id, element);
            }
            open.push(element);
        }

        void end() {
            open.pop();
        }

        void text(String part) {
            Element current = open.peek();
            if (current != null) {
                current.text.append(part);
            }
        }

        Element root() {
            Element finished = root;
            if (finished == null) {
                throw new IllegalStateException("A well-formed document has a root");
            }
            return finished;
        }
    }
}
