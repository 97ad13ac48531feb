package io.github.bayernkommunal.postfach.testkit.internal.zbp;

import io.github.bayernkommunal.postfach.testkit.internal.Json;
import io.github.bayernkommunal.postfach.testkit.internal.Members;
import io.github.bayernkommunal.postfach.testkit.internal.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A message of ZBP version 6.
 *
 * @param members the members by name, without the attachments
 * @param attachments what the message says about its files
 */
record MessageDocument(Map<String, String> members, List<Declared> attachments) {

    private static final Pattern UUID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    private static final Pattern SHA_512 = Pattern.compile("[0-9a-f]{128}");
    private static final Pattern MAIL = Pattern.compile("[^@\\s]+@[^@\\s]+");
    private static final int LONGEST_CONTENT = 1_000_000;

    /** A file as the message announces it. */
    record Declared(String filename, String sha512, long length) {}

    static MessageDocument read(String json) throws Problem {
        Members document = Members.of("message", json);
        document.only(
                "mailboxUuid",
                "stork_qaa_level",
                "sender",
                "title",
                "service",
                "content",
                "applicationId",
                "retrievalConfirmationAddress",
                "replyAddress",
                "reference",
                "senderUrl",
                "attachments");
        Map<String, String> members = new LinkedHashMap<>();
        members.put("mailboxUuid", document.matching("mailboxUuid", UUID));
        members.put("stork_qaa_level", Long.toString(document.integer("stork_qaa_level", 1, 4)));
        members.put("sender", document.text("sender", 1, 255));
        members.put("title", document.text("title", 1, 1024));
        members.put("service", document.text("service", 1, 255));
        members.put("content", content(document));
        if (document.has("applicationId") && !document.isNull("applicationId")) {
            members.put("applicationId", document.matching("applicationId", UUID));
        }
        for (String name : List.of("retrievalConfirmationAddress", "replyAddress")) {
            if (document.has(name)) {
                document.matching(name, MAIL);
                members.put(name, document.text(name, 3, 320));
            }
        }
        for (String name : List.of("reference", "senderUrl")) {
            if (document.has(name)) {
                members.put(name, document.text(name, 0, 255));
            }
        }
        return new MessageDocument(members, attachments(document));
    }

    private static String content(Members document) throws Problem {
        String content = document.text("content", 1, LONGEST_CONTENT);
        int bytes = Json.utf8("message/content", content).length;
        if (bytes > LONGEST_CONTENT) {
            throw Problem.malformed("message/content has %d bytes, allowed are %d".formatted(bytes, LONGEST_CONTENT));
        }
        return content;
    }

    private static List<Declared> attachments(Members document) throws Problem {
        List<Declared> attachments = new ArrayList<>();
        for (Members attachment : document.objects("attachments")) {
            attachment.only("filename", "sha512sum", "contentLength");
            attachments.add(new Declared(
                    attachment.text("filename", 1, 255),
                    attachment.matching("sha512sum", SHA_512),
                    attachment.integer("contentLength", 0, Long.MAX_VALUE)));
        }
        return attachments;
    }

    /** The form of an id. */
    static Pattern uuid() {
        return UUID;
    }
}
