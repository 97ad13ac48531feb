package io.github.bayernkommunal.postfach.internal.zbp;

import io.github.bayernkommunal.postfach.Attachment;
import io.github.bayernkommunal.postfach.internal.UnchangedContent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A body of {@code multipart/form-data} whose files are streamed from where they are; its length is known before. */
final class Multipart {

    private final String boundary;
    private final List<BodyPublisher> parts = new ArrayList<>();

    Multipart(String boundary) {
        this.boundary = boundary;
    }

    String contentType() {
        return "multipart/form-data; boundary=" + boundary;
    }

    /** A text part without a content type, as public clients send it. */
    Multipart text(String name, String value) {
        return add(
                "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n".formatted(boundary, name, value));
    }

    /** A file. Its normalised name holds no quotation mark and no control character. */
    Multipart file(String name, Attachment file) {
        add("--%s\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"%s\"\r\nContent-Type: %s\r\n\r\n"
                .formatted(boundary, name, file.fileName(), file.mediaType()));
        parts.add(BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(() -> unchanged(file)), file.size()));
        return add("\r\n");
    }

    BodyPublisher body() {
        add("--" + boundary + "--\r\n");
        return BodyPublishers.concat(parts.toArray(BodyPublisher[]::new));
    }

    private Multipart add(String text) {
        parts.add(BodyPublishers.ofByteArray(text.getBytes(StandardCharsets.UTF_8)));
        return this;
    }

    private static InputStream unchanged(Attachment file) {
        try {
            return new UnchangedContent(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
