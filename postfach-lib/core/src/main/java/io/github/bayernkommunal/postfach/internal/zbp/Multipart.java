package io.github.bayernkommunal.postfach.internal.zbp;

import io.github.bayernkommunal.postfach.Attachment;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
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
        parts.add(BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(() -> new Unchanged(file)), file.size()));
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

    /** Lets the last bytes of a file out only if the whole is what it was: a changed file never arrives complete. */
    private static final class Unchanged extends FilterInputStream {

        private final Attachment file;
        private final MessageDigest digest;
        private long read;

        Unchanged(Attachment file) {
            super(open(file));
            this.file = file;
            try {
                this.digest = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("Every Java runtime has SHA-256", e);
            }
        }

        private static InputStream open(Attachment file) {
            try {
                return file.open();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = super.read(buffer, offset, length);
            if (count > 0) {
                read += count;
                digest.update(buffer, offset, count);
            }
            boolean tooLong = read > file.size();
            boolean tooShort = count < 0 && read < file.size();
            if (tooLong
                    || tooShort
                    || (count > 0
                            && read == file.size()
                            && !HexFormat.of().formatHex(digest.digest()).equals(file.sha256()))) {
                throw new IOException("an attachment was changed while it was sent");
            }
            return count;
        }
    }
}
