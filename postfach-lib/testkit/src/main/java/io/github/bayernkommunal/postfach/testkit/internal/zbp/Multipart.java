package io.github.bayernkommunal.postfach.testkit.internal.zbp;

import io.github.bayernkommunal.postfach.testkit.internal.Json;
import io.github.bayernkommunal.postfach.testkit.internal.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code multipart/form-data} (RFC 7578, RFC 2046) part by part; no part is ever in memory as a whole. */
final class Multipart {

    private static final int LONGEST_HEADERS = 8 * 1024;
    private static final Pattern BOUNDARY =
            Pattern.compile("multipart/form-data\\s*;\\s*boundary=(?:\"([^\"]{1,70})\"|([^\\s;\",]{1,70}))\\s*");
    private static final Pattern PARAMETER =
            Pattern.compile(";\\s*([A-Za-z*]+)=(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^\\s;\"]+))\\s*");

    private final InputStream in;
    private final byte[] delimiter;
    private final byte[] buffer = new byte[64 * 1024];
    private int start;
    private int end;

    private Multipart(InputStream in, String boundary) {
        this.in = in;
        this.delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.US_ASCII);
        // The first delimiter may stand at the very beginning, without the line end before it.
        this.buffer[0] = '\r';
        this.buffer[1] = '\n';
        this.end = 2;
    }

    /** Begins to read a body; refuses with 415 what is no form. */
    static Multipart of(@Nullable String contentType, InputStream body) throws Problem, IOException {
        Matcher type = BOUNDARY.matcher(contentType == null ? "" : contentType);
        if (!type.matches()) {
            throw new Problem(415, "media-type", "multipart/form-data with a boundary is required");
        }
        Multipart form = new Multipart(body, type.group(1) == null ? type.group(2) : type.group(1));
        form.body(OutputStream.nullOutputStream(), LONGEST_HEADERS); // the preamble
        return form;
    }

    /** Name, file name and type of one part. */
    record Head(
            String name,
            @Nullable String filename,
            @Nullable String contentType) {}

    /** The next part, or null after the last. */
    @Nullable Head next() throws Problem, IOException {
        need(2);
        if (buffer[start] == '-' && buffer[start + 1] == '-') {
            return null;
        }
        Map<String, String> headers = new HashMap<>();
        if (!line().isBlank()) {
            throw Problem.malformed("The boundary must end its line");
        }
        int total = 0;
        for (String line = line(); !line.isEmpty(); line = line()) {
            total += line.length();
            int colon = line.indexOf(':');
            if (colon < 1 || total > LONGEST_HEADERS) {
                throw Problem.malformed("A part has a header that cannot be read");
            }
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        Map<String, String> parameters = disposition(headers.getOrDefault("content-disposition", ""));
        String name = parameters.get("name");
        if (name == null) {
            throw Problem.malformed("A part has no name");
        }
        return new Head(name, parameters.get("filename"), headers.get("content-type"));
    }

    private static Map<String, String> disposition(String value) throws Problem {
        Map<String, String> parameters = new HashMap<>();
        if (!value.startsWith("form-data")) {
            throw Problem.malformed("A part has no Content-Disposition form-data");
        }
        Matcher parameter = PARAMETER.matcher(value).region("form-data".length(), value.length());
        while (parameter.lookingAt()) {
            String quoted = parameter.group(2);
            // Browsers write a quote as %22 (RFC 7578, 4.2), mail programs as \".
            String text = quoted == null
                    ? parameter.group(3)
                    : quoted.replaceAll("\\\\([\"\\\\])", "$1").replace("%22", "\"");
            if (parameters.put(parameter.group(1).toLowerCase(Locale.ROOT), text) != null) {
                throw Problem.malformed("Content-Disposition repeats a parameter");
            }
            parameter.region(parameter.end(), value.length());
        }
        if (parameter.regionStart() != value.length()) {
            throw Problem.malformed("Content-Disposition cannot be read");
        }
        return parameters;
    }

    /** Copies the rest of the current part; refuses with 413 what is larger than {@code limit} bytes. */
    void body(OutputStream out, long limit) throws Problem, IOException {
        long left = limit;
        while (true) {
            int found = find();
            int until = found < 0 ? end - delimiter.length + 1 : found;
            if (until > start) {
                left -= until - start;
                if (left < 0) {
                    throw new Problem(413, "too-large", "A part is larger than %d bytes".formatted(limit));
                }
                out.write(buffer, start, until - start);
                start = until;
            }
            if (found >= 0) {
                start += delimiter.length;
                return;
            }
            need(end - start + 1);
        }
    }

    private int find() {
        for (int i = start; i <= end - delimiter.length; i++) {
            int matched = 0;
            while (matched < delimiter.length && buffer[i + matched] == delimiter[matched]) {
                matched++;
            }
            if (matched == delimiter.length) {
                return i;
            }
        }
        return -1;
    }

    private String line() throws Problem, IOException {
        for (int length = 0; length < LONGEST_HEADERS; length++) {
            need(length + 2);
            if (buffer[start + length] == '\r' && buffer[start + length + 1] == '\n') {
                byte[] line = new byte[length];
                System.arraycopy(buffer, start, line, 0, length);
                start += length + 2;
                return Json.text("The header of a part", line);
            }
        }
        throw Problem.malformed("A part has a header that is too long");
    }

    /** Reads until this many bytes are in the buffer. */
    private void need(int count) throws Problem, IOException {
        if (start + count > buffer.length) {
            System.arraycopy(buffer, start, buffer, 0, end - start);
            end -= start;
            start = 0;
        }
        while (end - start < count) {
            int read = in.read(buffer, end, buffer.length - end);
            if (read < 0) {
                throw Problem.malformed("The form ends before its last boundary");
            }
            end += read;
        }
    }
}
