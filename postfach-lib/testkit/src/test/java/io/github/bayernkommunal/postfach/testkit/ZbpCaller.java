package io.github.bayernkommunal.postfach.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Calls ZBP with nothing but the JDK; every part of a call can be changed before it is sent. */
final class ZbpCaller {

    static final String MAILBOX = "11111111-2222-4333-8444-555555555555";

    final PlainCaller plain;
    final Author author;
    private final URI base;

    ZbpCaller(Map<String, String> settings, boolean withKey) {
        this.plain = new PlainCaller(settings, withKey);
        this.author = Author.of(settings);
        this.base = URI.create(settings.get("postfach.address"));
    }

    static ZbpCaller of(PostfachSimulator simulator) {
        return new ZbpCaller(simulator.zbpSettings(), true);
    }

    static String example() {
        return PlainCaller.golden("zbp-message.json");
    }

    /** The worked example: accepted as it is. */
    Message message() {
        return new Message().content(example()).file("bescheid.pdf", "application/pdf", "abc");
    }

    /** A message with these files, announced as they are. */
    Message message(FilePart... files) {
        List<String> announced = new ArrayList<>();
        Message message = new Message();
        for (FilePart file : files) {
            announced.add("{\"filename\":\"%s\",\"sha512sum\":\"%s\",\"contentLength\":%d}"
                    .formatted(file.name(), sha512(file.bytes()), file.bytes().length));
            message.files.add(file);
        }
        String document = example();
        return message.content(
                document.substring(0, document.indexOf("[{")) + "[" + String.join(",", announced) + "]}");
    }

    /** A status document: accepted as it is. */
    HttpRequest.Builder status(String document) {
        return HttpRequest.newBuilder(base.resolve("/v6/mailbox/applications/states"))
                .header("Accept", "application/json")
                .header("Authorization", "Bearer " + author.token())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(envelope(document, author.sign(document))));
    }

    static String envelope(String content, String signature) {
        return "{\"content\":%s,\"sha512sum\":\"%s\"}".formatted(quote(content), signature);
    }

    static String quote(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }

    static String sha512(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-512").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One part {@code files}. */
    record FilePart(String name, String type, byte[] bytes) {
        static FilePart pdf(String name, int size) {
            return new FilePart(name, "application/pdf", new byte[size]);
        }

        FilePart named(String other) {
            return new FilePart(other, type, bytes);
        }
    }

    /** A call under construction. */
    final class Message {
        private final List<FilePart> files = new ArrayList<>();
        private String token = author.token();
        private String json = "";
        private String more = "";
        private String contentType = "multipart/form-data; boundary=b1";

        Message content(String content) {
            return json(envelope(content, author.sign(content)));
        }

        Message json(String part) {
            this.json = part;
            return this;
        }

        Message token(String token) {
            this.token = token;
            return this;
        }

        Message withoutFiles() {
            files.clear();
            return this;
        }

        Message file(String name, String type, String content) {
            files.add(new FilePart(name, type, content.getBytes(StandardCharsets.UTF_8)));
            return this;
        }

        Message part(String part) {
            this.more += part;
            return this;
        }

        Message contentType(String type) {
            this.contentType = type;
            return this;
        }

        byte[] body() {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            body.writeBytes(
                    utf8("--b1\r\nContent-Disposition: form-data; name=\"json\"\r\n\r\n" + json + "\r\n" + more));
            for (FilePart file : files) {
                body.writeBytes(utf8(
                        "--b1\r\nContent-Disposition: form-data; name=\"files\"; filename=\"%s\"\r\nContent-Type: %s\r\n\r\n"
                                .formatted(file.name(), file.type())));
                body.writeBytes(file.bytes());
                body.writeBytes(utf8("\r\n"));
            }
            body.writeBytes(utf8("--b1--\r\n"));
            return body.toByteArray();
        }

        HttpRequest.Builder request() {
            return HttpRequest.newBuilder(base.resolve("/v6/mailbox/messages"))
                    .header("Accept", "application/json")
                    .header("Authorization", "Bearer " + token)
                    .header("Content-Type", contentType)
                    .PUT(HttpRequest.BodyPublishers.ofByteArray(body()));
        }

        HttpResponse<String> send() throws IOException {
            return plain.send(request());
        }
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
