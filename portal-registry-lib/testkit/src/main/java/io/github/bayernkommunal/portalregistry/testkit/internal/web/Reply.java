package io.github.bayernkommunal.portalregistry.testkit.internal.web;

import java.util.Map;

/**
 * A successful answer of an interface for programs, before it is written.
 *
 * @param json the value as JSON has it
 * @param root local name of the XML root; empty when the answer is asked for as JSON
 * @param xml the content of the XML root
 * @param envelope whether the XML stands in a SOAP envelope
 */
public record Reply(Object json, String root, Map<String, Object> xml, boolean envelope) {

    /** An answer without an envelope. */
    public Reply(Object json, String root, Map<String, Object> xml) {
        this(json, root, xml, false);
    }

    /** An answer in JSON. */
    public static Reply json(Object value) {
        return new Reply(value, "", Map.of());
    }

    /** The same XML in a SOAP envelope. */
    public Reply inEnvelope() {
        return new Reply(json, root, xml, true);
    }

    boolean isJson() {
        return root.isEmpty();
    }

    Answer render(boolean singleForList, boolean duplicateKey) {
        if (envelope) {
            return Answer.of("text/xml;charset=UTF-8", Markup.envelope(Markup.element(root, xml)));
        }
        if (!isJson()) {
            return Answer.of("application/xml;charset=UTF-8", Markup.write(root, xml));
        }
        String body = Json.write(json, singleForList);
        if (duplicateKey && body.startsWith("{\"")) {
            String first = body.substring(1, body.indexOf(':') + 1);
            body = "{" + first + "null," + body.substring(1);
        }
        return Answer.of("application/json;charset=UTF-8", body);
    }
}
