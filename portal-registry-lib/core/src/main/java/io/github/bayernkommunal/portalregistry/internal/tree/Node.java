package io.github.bayernkommunal.portalregistry.internal.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * One value of an answer: a text, or members by name, or both.
 *
 * <p>The portal's habits vanish here: a list with one entry may come as the entry itself, a text may be wrapped in a member
 * {@code value}, and XML differs from JSON only in its spelling.
 */
public final class Node {

    /** No text and no members. */
    public static final Node EMPTY = new Node("", Map.of());

    private final String text;
    private final Map<String, List<Node>> members;

    private Node(String text, Map<String, List<Node>> members) {
        this.text = text;
        this.members = members;
    }

    static Node of(String text) {
        return new Node(text, Map.of());
    }

    /** A node that owns {@code members} from now on: whoever built them must not touch them again. */
    static Node of(String text, Map<String, List<Node>> members) {
        return new Node(text, members);
    }

    /** Whether there is neither text nor a member. */
    public boolean isEmpty() {
        return text.isEmpty() && members.isEmpty();
    }

    /** Whether there is a member. */
    public boolean hasMembers() {
        return !members.isEmpty();
    }

    /** The names of the members, in their order. */
    public List<String> names() {
        return List.copyOf(members.keySet());
    }

    /** Calls back with each member and its values, without copying them. */
    public void forEach(BiConsumer<String, List<Node>> use) {
        members.forEach(use);
    }

    /** Every value of a member; none when it is absent. */
    public List<Node> all(String name) {
        return members.getOrDefault(name, List.of());
    }

    /** Every value at a path of members: the values of the last name below all values of the names before. */
    public List<Node> all(String first, String... more) {
        List<Node> found = all(first);
        for (String name : more) {
            List<Node> next = new ArrayList<>();
            found.forEach(node -> next.addAll(node.all(name)));
            found = next;
        }
        return found;
    }

    /** The first value of a member, or an empty node. */
    public Node first(String name) {
        List<Node> found = all(name);
        return found.isEmpty() ? EMPTY : found.get(0);
    }

    /** The own text, or the text of the member {@code value}; without blanks at both ends. */
    public String text() {
        return text.isBlank() ? first("value").text.strip() : text.strip();
    }

    /** The own text as it is, without looking into members and without cutting blanks inside. */
    public String ownText() {
        return text.strip();
    }

    /** The text of the first member that is present and not blank; empty when there is none. */
    public String text(String... names) {
        for (String name : names) {
            String found = first(name).text();
            if (!found.isEmpty()) {
                return found;
            }
        }
        return "";
    }

    /** The text of a member, unless it is absent or blank. */
    public Optional<String> optional(String name) {
        return Optional.of(text(name)).filter(found -> !found.isEmpty());
    }

    /** This node, or the member of that name when the answer is wrapped in it. */
    public Node unwrap(String name) {
        return members.containsKey(name) ? first(name) : this;
    }

    /**
     * The entries of a list that is a member, or the answer itself, or stands one level deeper under any name: different
     * versions of the service wrap the same list differently.
     */
    public List<Node> list(String name) {
        if (members.containsKey(name)) {
            return all(name);
        }
        if (members.containsKey("")) {
            return all("");
        }
        return members.values().stream()
                .flatMap(List::stream)
                .filter(node -> node.members.containsKey(name))
                .findFirst()
                .map(node -> node.all(name))
                .orElse(List.of());
    }

    /** Numbers only; the content may be personal. */
    @Override
    public String toString() {
        return "Node[%d characters, %d members]".formatted(text.length(), members.size());
    }
}
