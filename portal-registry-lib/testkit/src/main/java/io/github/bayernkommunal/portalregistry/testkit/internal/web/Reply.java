package io.github.bayernkommunal.portalregistry.testkit.internal.web;

import java.util.Map;

/**
 * A successful answer of an interface for programs, before it is written.
 *
 * @param json the value as JSON has it
 * @param root local name of the XML root; empty when the answer is asked for as JSON
 * @param xml the content of the XML root
 */
public record Reply(Object json, String root, Map<String, Object> xml) {

    /** An answer in JSON. */
    public static Reply json(Object value) {
        return new Reply(value, "", Map.of());
    }

    boolean isJson() {
        return root.isEmpty();
    }

    Answer render(boolean singleForList, boolean duplicateKey) {
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
