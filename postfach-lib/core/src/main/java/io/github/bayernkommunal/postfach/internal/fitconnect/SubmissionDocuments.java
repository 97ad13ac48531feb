package io.github.bayernkommunal.postfach.internal.fitconnect;

import io.github.bayernkommunal.postfach.Attachment;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/** Writes what a submission to the bridge is made of. */
final class SubmissionDocuments {

    private static final String METADATA_SCHEMA =
            "https://schema.fitko.de/fit-connect/metadata/2.1.0/metadata.schema.json";
    // Public clients name it for messages and for the state of applications.
    private static final String DATA_SCHEMA =
            "https://schema.fitko.de/fit-connect/id.bund.de/message_v6/1.0.0/zbp-message.schema.json";

    private SubmissionDocuments() {}

    /** What may be sent to the bridge. */
    enum Service {
        /** A letter. */
        MESSAGE("urn:schema-fitko-de:fit-connect:id.bund.de:message_v6", "ZBP Message Forwarding"),
        /** How an application stands. */
        STATUS("urn:schema-fitko-de:fit-connect:id.bund.de:status_v6", "ZBP State Forwarding");

        private final String identifier;
        private final String label;

        Service(String identifier, String label) {
            this.identifier = identifier;
            this.label = label;
        }
    }

    /** Ids of the attachments of a message: the same on every attempt. */
    static List<String> ids(String messageId, List<Attachment> attachments) {
        return java.util.stream.IntStream.range(0, attachments.size())
                .mapToObj(i -> UUID.nameUUIDFromBytes((messageId + "/" + i).getBytes(StandardCharsets.UTF_8))
                        .toString())
                .toList();
    }

    /** The announcement. */
    static String announcement(String destinationId, Service service, List<String> attachmentIds) {
        return Json.createObjectBuilder()
                .add("destinationId", destinationId)
                .add("announcedAttachments", Json.createArrayBuilder(attachmentIds))
                .add(
                        "publicService",
                        Json.createObjectBuilder()
                                .add("identifier", service.identifier)
                                .add("name", service.label))
                .build()
                .toString();
    }

    /** The data: signed document, author's token and certificate. */
    static String data(String signed, String token, String certificate) {
        JsonObjectBuilder data = Json.createObjectBuilder(JsonAnswer.object(signed));
        return data.add("authorToken", token)
                .add("authorCertificate", certificate)
                .build()
                .toString();
    }

    /** The metadata: what the data and the attachments are, and their hashes. */
    static String metadata(String data, List<String> ids, List<Attachment> attachments, List<String> hashes) {
        JsonObject about = Json.createObjectBuilder()
                .add(
                        "submissionSchema",
                        Json.createObjectBuilder().add("schemaUri", DATA_SCHEMA).add("mimeType", "application/json"))
                .add("hash", hash(sha512(data)))
                .build();
        JsonArrayBuilder files = Json.createArrayBuilder();
        for (int i = 0; i < attachments.size(); i++) {
            files.add(Json.createObjectBuilder()
                    .add("attachmentId", ids.get(i))
                    .add("purpose", "attachment")
                    .add("filename", attachments.get(i).fileName())
                    .add("mimeType", attachments.get(i).mediaType())
                    .add("hash", hash(hashes.get(i))));
        }
        return Json.createObjectBuilder()
                .add("$schema", METADATA_SCHEMA)
                .add(
                        "contentStructure",
                        Json.createObjectBuilder().add("data", about).add("attachments", files))
                .build()
                .toString();
    }

    private static JsonObjectBuilder hash(String hex) {
        return Json.createObjectBuilder().add("type", "sha512").add("content", hex);
    }

    private static String sha512(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-512").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-512", e);
        }
    }
}
