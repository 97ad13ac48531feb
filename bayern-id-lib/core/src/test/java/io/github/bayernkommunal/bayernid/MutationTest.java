package io.github.bayernkommunal.bayernid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.github.bayernkommunal.bayernid.LoginOutcome.LoggedIn;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Random changes to freshly signed answers: whatever is accepted must say exactly what was signed.
 *
 * <p>Short by default; {@code -Pcampaign} runs a million. The seed is printed, a failure names the step.
 */
class MutationTest {

    private static final int COUNT = Integer.getInteger("bayernid.mutations", 1_500);
    private static final long SEED = Long.getLong("bayernid.seed", System.nanoTime());

    private final Random random = new Random(SEED);
    private final PendingLogin pending = Desk.pending();
    private final BayernIdServiceProvider bayernId =
            Desk.builder().replayGuard((assertion, until) -> true).build();

    private enum Place {
        RESPONSE_SIGNED,
        RESPONSE_UNSIGNED,
        ASSERTION
    }

    @Test
    void nothingIsAcceptedThatWasNotSigned() throws Exception {
        Map<String, Object> control = everything(assertInstanceOf(
                LoggedIn.class, bayernId.finishLogin(Answer.to(pending).build(), pending)));
        Map<Place, String> documents = new EnumMap<>(Place.class);
        documents.put(Place.RESPONSE_SIGNED, Answer.to(pending).xml());
        documents.put(
                Place.RESPONSE_UNSIGNED,
                Answer.to(pending).withoutResponseSignature().xml());
        StringBuilder assertion = new StringBuilder();
        Answer.to(pending)
                .withoutResponseSignature()
                .encrypting(signed -> {
                    assertion.append(signed);
                    return signed;
                })
                .xml();
        documents.put(Place.ASSERTION, assertion.toString());
        Map<Check, Integer> refused = new EnumMap<>(Check.class);
        int accepted = 0;
        for (int i = 0; i < COUNT; i++) {
            Place place = Place.values()[i % 3];
            String mutated = mutate(documents.get(place));
            String answer = place == Place.ASSERTION
                    ? Answer.to(pending)
                            .withoutResponseSignature()
                            .encrypting(signed -> mutated)
                            .build()
                    : Base64.getEncoder().encodeToString(mutated.getBytes(StandardCharsets.UTF_8));
            try {
                LoginOutcome outcome = bayernId.finishLogin(answer, pending);
                accepted++;
                requireSigned(outcome, control, i, mutated);
            } catch (ResponseNotTrustedException e) {
                refused.merge(e.failedCheck(), 1, Integer::sum);
            } catch (RuntimeException | StackOverflowError e) {
                fail("seed " + SEED + ", step " + i + ": undeclared " + e + "\n" + mutated, e);
            }
        }
        System.out.printf(
                "mutations: %d, seed %d, accepted unchanged %d, refused %s%n", COUNT, SEED, accepted, refused);
        assertTrue(refused.size() > 10, "the generator is too tame: " + refused);
    }

    private static void requireSigned(LoginOutcome outcome, Map<String, Object> control, int step, String mutated) {
        if (outcome instanceof LoggedIn login) {
            assertEquals(control, everything(login), () -> "seed " + SEED + ", step " + step + "\n" + mutated);
        }
        // Otherwise a changed status of an unsigned response has ended a login; it can never start one.
    }

    private static Map<String, Object> everything(LoggedIn login) {
        Map<String, Object> everything = new LinkedHashMap<>();
        login.citizen()
                .names()
                .forEach(name -> everything.put(name, login.citizen().values(Attribute.of(name))));
        everything.put("level", login.citizen().trustLevel());
        everything.put("time", login.authenticatedAt());
        return everything;
    }

    private String mutate(String text) throws Exception {
        if (random.nextInt(4) == 0) {
            return mutateText(text);
        }
        Document tree = Answer.parse(text);
        int steps = 1 + random.nextInt(3);
        for (int i = 0; i < steps; i++) {
            mutateTree(tree);
        }
        return tree.getDocumentElement() == null ? "" : Answer.text(tree);
    }

    private String mutateText(String text) {
        int from = random.nextInt(text.length());
        int to = Math.min(text.length(), from + 1 + random.nextInt(40));
        return switch (random.nextInt(6)) {
            case 0 -> text.substring(0, from) + text.substring(to);
            case 1 -> text.substring(0, from) + text.substring(from, to) + text.substring(from);
            case 2 -> text.substring(0, from) + (char) (32 + random.nextInt(95)) + text.substring(from + 1);
            case 3 -> text.substring(0, from) + "<!-- x -->" + text.substring(from);
            case 4 -> text.substring(0, from) + "<![CDATA[" + text.substring(from, to) + "]]>" + text.substring(to);
            default -> text.substring(0, from) + "&#" + random.nextInt(200) + ";" + text.substring(from);
        };
    }

    private void mutateTree(Document tree) {
        List<Element> elements = Answer.all(tree, "*");
        if (elements.isEmpty()) {
            return;
        }
        Element one = pick(elements);
        Element other = pick(elements);
        switch (random.nextInt(14)) {
            case 0 -> move(one, other);
            case 1 -> insert(one.cloneNode(true), other);
            case 2 -> wrap(tree, one, other);
            case 3 -> tree.renameNode(one, one.getNamespaceURI(), one.getPrefix() + ":" + other.getLocalName());
            case 4 -> tree.renameNode(one, other.getNamespaceURI(), other.getPrefix() + ":" + one.getLocalName());
            case 5 -> splitText(tree, one);
            case 6 -> copyAttributes(other, one);
            case 7 -> swapText(one, other);
            case 8 -> removeAttribute(one);
            case 9 -> remove(one);
            case 10 -> changeAttribute(one);
            case 11 -> insert(tree.createTextNode(" "), one);
            case 12 -> one.setAttributeNS("http://www.w3.org/2000/xmlns/", "xmlns:" + one.getPrefix(), "urn:rebound");
            default -> forge(one, other);
        }
    }

    private Element pick(List<Element> elements) {
        return elements.get(random.nextInt(elements.size()));
    }

    private void insert(Node node, Element parent) {
        Node before = parent.getFirstChild();
        for (int i = random.nextInt(4); i > 0 && before != null; i--) {
            before = before.getNextSibling();
        }
        parent.insertBefore(node, before);
    }

    private static boolean contains(Element ancestor, Node node) {
        for (Node each = node; each != null; each = each.getParentNode()) {
            if (each == ancestor) {
                return true;
            }
        }
        return false;
    }

    private void move(Element one, Element other) {
        if (!contains(one, other)) {
            insert(one, other);
        }
    }

    private void wrap(Document tree, Element one, Element other) {
        Node parent = one.getParentNode();
        Element wrapper = tree.createElementNS(other.getNamespaceURI(), other.getNodeName());
        parent.replaceChild(wrapper, one);
        wrapper.appendChild(one);
    }

    private static void splitText(Document tree, Element one) {
        String text = one.getTextContent();
        if (Answer.all(tree, "*").size() > 1 && one.getElementsByTagName("*").getLength() == 0 && text.length() > 1) {
            one.setTextContent(text.substring(0, text.length() / 2));
            one.appendChild(tree.createComment("x"));
            one.appendChild(tree.createTextNode(text.substring(text.length() / 2)));
        }
    }

    private static void copyAttributes(Element from, Element to) {
        for (int i = 0; i < from.getAttributes().getLength(); i++) {
            Attr attribute = (Attr) from.getAttributes().item(i);
            to.setAttributeNS(attribute.getNamespaceURI(), attribute.getName(), attribute.getValue());
        }
    }

    private static void swapText(Element one, Element other) {
        if (one.getElementsByTagName("*").getLength() == 0
                && other.getElementsByTagName("*").getLength() == 0) {
            String text = one.getTextContent();
            one.setTextContent(other.getTextContent());
            other.setTextContent(text);
        }
    }

    private void removeAttribute(Element one) {
        int count = one.getAttributes().getLength();
        if (count > 0) {
            one.removeAttributeNode((Attr) one.getAttributes().item(random.nextInt(count)));
        }
    }

    private void changeAttribute(Element one) {
        int count = one.getAttributes().getLength();
        if (count > 0) {
            Attr attribute = (Attr) one.getAttributes().item(random.nextInt(count));
            List<String> values = new ArrayList<>(
                    List.of("", "_a9b8", "_r1c3", "#_a9b8", "#_r1c3", "2.0", attribute.getValue() + "x"));
            attribute.setValue(values.get(random.nextInt(values.size())));
        }
    }

    private static void remove(Element one) {
        if (one.getParentNode() instanceof Element parent) {
            parent.removeChild(one);
        }
    }

    /** The classic: a copy with other content is put somewhere, sometimes with the id of the original. */
    private void forge(Element one, Element other) {
        Element copy = (Element) one.cloneNode(true);
        if (random.nextBoolean() && copy.hasAttribute("ID")) {
            copy.setAttribute("ID", "_forged");
        }
        if (copy.getElementsByTagName("*").getLength() == 0) {
            copy.setTextContent("MALLORY");
        }
        if (!contains(one, other)) {
            insert(copy, other);
        }
    }
}
