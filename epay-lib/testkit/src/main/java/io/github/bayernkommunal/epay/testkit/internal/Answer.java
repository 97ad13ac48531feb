package io.github.bayernkommunal.epay.testkit.internal;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** One answer before it is sent. */
public record Answer(int status, Map<String, String> headers, String body) {

    public static Answer of(int status, String mediaType, String body) {
        return new Answer(status, Map.of("Content-Type", mediaType, "Cache-Control", "no-store"), body);
    }

    byte[] bytes() {
        return body.getBytes(StandardCharsets.UTF_8);
    }

    /** Sends the browser on with GET. */
    public static Answer seeOther(URI address) {
        return new Answer(303, Map.of("Location", address.toString(), "Cache-Control", "no-store"), "");
    }

    public Answer with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Answer(status, more, body);
    }
}
