package io.github.bayernkommunal.postfach.internal.zbp;

import io.github.bayernkommunal.postfach.Attachment;
import io.github.bayernkommunal.postfach.Message;
import io.github.bayernkommunal.postfach.PostboxHandle;
import io.github.bayernkommunal.postfach.PostfachProtocolException;
import io.github.bayernkommunal.postfach.PostfachRejectedException;
import io.github.bayernkommunal.postfach.PostfachRoute;
import io.github.bayernkommunal.postfach.Rejection;
import io.github.bayernkommunal.postfach.ZbpRest;
import io.github.bayernkommunal.postfach.internal.Code;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringReader;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** Writes the documents of ZBP version 6. Their text is signed as it is, so it is made once. */
public final class ZbpDocument {

    private static final UUID NIL = new UUID(0, 0);
    // Exactly three decimals and Z.
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private ZbpDocument() {}

    /** The message document. */
    public static String message(Message message) {
        JsonObjectBuilder document = Json.createObjectBuilder()
                .add("mailboxUuid", mailbox(message.recipient()))
                .add("stork_qaa_level", message.readableFrom().level())
                .add("sender", message.sender().name())
                .add("title", message.subject())
                .add("content", message.text())
                .add("service", message.sender().service());
        message.readConfirmationTo().ifPresent(address -> document.add("retrievalConfirmationAddress", address));
        message.sender().website().ifPresent(website -> document.add("senderUrl", website.toString()));
        JsonArrayBuilder attachments = Json.createArrayBuilder();
        List<Attachment> files = message.attachments();
        for (int i = 0; i < files.size(); i++) {
            attachments.add(Json.createObjectBuilder()
                    .add("filename", files.get(i).fileName())
                    .add("sha512sum", sha512(i + 1, files.get(i)))
                    .add("contentLength", files.get(i).size()));
        }
        return document.add("attachments", attachments).build().toString();
    }

    /**
     * Compares letter and document just before sending.
     *
     * @throws PostfachProtocolException if they name different mailboxes
     */
    public static void requireAddressedTo(PostfachRoute.Letter letter) {
        if (!parse(letter.document())
                .getString("mailboxUuid", "")
                .equals(letter.recipient().value())) {
            throw new PostfachProtocolException(
                    Code.LETTER_MIXED_UP.toString(),
                    "The document is addressed to another mailbox than the letter. Nothing was sent; stop sending and report it.",
                    null);
        }
    }

    /** The SHA-512 of each file, as the document names them. */
    public static List<String> hashes(String document) {
        return parse(document).getJsonArray("attachments").getValuesAs(JsonObject.class).stream()
                .map(file -> file.getString("sha512sum"))
                .toList();
    }

    private static JsonObject parse(String document) {
        return Json.createReader(new StringReader(document)).readObject();
    }

    /** The document about how an application stands. */
    public static String status(ZbpRest.ApplicationStatus status) {
        JsonObjectBuilder document = Json.createObjectBuilder()
                .add("applicationId", status.applicationId().toString())
                .add("status", status.state().name())
                .add("publicServiceName", german(status.publicServiceName()))
                .add("senderName", status.senderName());
        if (status.details() != null) {
            document.add("statusDetails", german(status.details()));
        }
        if (status.additionalInformation() != null) {
            document.add("additionalInformation", german(status.additionalInformation()));
        }
        if (status.reference() != null) {
            document.add("reference", status.reference());
        }
        return document.add("createdDate", TIME.format(status.createdAt()))
                .build()
                .toString();
    }

    /** The outer object: the document as a string, and its signature under a name that promises a hash. */
    public static String signed(String document, Signer signer) {
        return Json.createObjectBuilder()
                .add("content", document)
                .add("sha512sum", signer.signature(document))
                .build()
                .toString();
    }

    private static JsonObjectBuilder german(String text) {
        return Json.createObjectBuilder().add("de", text);
    }

    private static String mailbox(PostboxHandle handle) {
        String value = handle.value();
        // UUID.fromString also takes shortened forms.
        boolean uuid = value.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
                && !UUID.fromString(value).equals(NIL);
        if (!uuid) {
            throw new PostfachRejectedException(
                    Code.HANDLE_MALFORMED.toString(),
                    "The mailbox handle is not a UUID, and the mailbox of BundID takes nothing else. Is it a handle of another account?",
                    List.of(Rejection.HANDLE_INVALID));
        }
        return value;
    }

    private static String sha512(int number, Attachment attachment) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-512");
            MessageDigest first = MessageDigest.getInstance("SHA-256");
            long size;
            try (InputStream in = new DigestInputStream(new DigestInputStream(attachment.open(), digest), first)) {
                size = in.transferTo(OutputStream.nullOutputStream());
            }
            if (size == attachment.size()
                    && HexFormat.of().formatHex(first.digest()).equals(attachment.sha256())) {
                return HexFormat.of().formatHex(digest.digest());
            }
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-512", e);
        } catch (IOException e) {
            // Told below: the file is no longer what it was.
        }
        throw new PostfachRejectedException(
                Code.ATTACHMENT_CHANGED.toString(),
                "Attachment %d was changed or removed since the message was built. Build the message again."
                        .formatted(number),
                List.of(Rejection.ATTACHMENT_CHANGED));
    }
}
