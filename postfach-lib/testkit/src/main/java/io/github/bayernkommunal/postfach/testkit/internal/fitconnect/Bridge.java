package io.github.bayernkommunal.postfach.testkit.internal.fitconnect;

import io.github.bayernkommunal.postfach.testkit.internal.Json;
import io.github.bayernkommunal.postfach.testkit.internal.Members;
import io.github.bayernkommunal.postfach.testkit.internal.Problem;
import io.github.bayernkommunal.postfach.testkit.internal.Spool;
import io.github.bayernkommunal.postfach.testkit.internal.Spool.SpooledFile;
import io.github.bayernkommunal.postfach.testkit.internal.zbp.AuthorToken;
import io.github.bayernkommunal.postfach.testkit.internal.zbp.Authors;
import io.github.bayernkommunal.postfach.testkit.internal.zbp.Intake;
import io.github.bayernkommunal.postfach.testkit.internal.zbp.Intake.Checked;
import io.github.bayernkommunal.postfach.testkit.internal.zbp.Intake.Part;
import io.github.bayernkommunal.postfach.testkit.internal.zbp.SignedContent;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** The subscriber behind the delivery point: decrypts, checks, delivers into the mailbox, and says what it did. */
final class Bridge {

    static final String MESSAGE = "urn:schema-fitko-de:fit-connect:id.bund.de:message_v6";
    static final String STATUS = "urn:schema-fitko-de:fit-connect:id.bund.de:status_v6";

    private static final String DATA_SCHEMA =
            "https://schema.fitko.de/fit-connect/id.bund.de/message_v6/1.0.0/zbp-message.schema.json";
    private static final String METADATA_SCHEMA =
            "https://schema.fitko.de/fit-connect/metadata/2.1.0/metadata.schema.json";

    private final Destination destination;
    private final Authors authors;
    private final Intake intake;
    private final Spool spool;
    private final EventLog log;
    private final Clock clock;

    Bridge(Destination destination, Authors authors, Intake intake, Spool spool, EventLog log, Clock clock) {
        this.destination = destination;
        this.authors = authors;
        this.intake = intake;
        this.spool = spool;
        this.log = log;
        this.clock = clock;
    }

    /** Takes or declines a submission; the caller holds its lock. */
    void pickUp(Submission submission, String encryptedMetadata, String encryptedData) {
        List<Part> parts = new ArrayList<>();
        try {
            check(submission, encryptedMetadata, encryptedData, parts).deliver();
            log.accepted(submission);
        } catch (Problem problem) {
            parts.forEach(part -> spool.discard(part.file()));
            log.rejected(submission, problem.code(), problem.text());
        } catch (IOException e) {
            parts.forEach(part -> spool.discard(part.file()));
            log.rejected(submission, "technical", "The submission cannot be read");
        }
        submission.uploads().values().forEach(spool::discard);
    }

    private Checked check(Submission submission, String encryptedMetadata, String encryptedData, List<Part> parts)
            throws Problem, IOException {
        Members metadata = Members.of("metadata", Json.text("metadata", decrypt(encryptedMetadata)));
        byte[] data = decrypt(encryptedData);
        metadata.fixed("$schema", METADATA_SCHEMA);
        Members structure = metadata.object("contentStructure");
        Members about = structure.object("data");
        about.object("submissionSchema").fixed("schemaUri", DATA_SCHEMA);
        about.object("submissionSchema").fixed("mimeType", Json.TYPE);
        checkHash(about, sha512(data), "data");
        for (Members attachment : structure.objects("attachments")) {
            parts.add(part(submission, attachment));
        }
        if (parts.size() != submission.announced().size()) {
            throw new Problem(422, "attachment-mismatch", "The metadata name other attachments than the announcement");
        }
        Members envelope = Members.of("data", Json.text("data", data));
        envelope.only("content", "sha512sum", "authorToken", "authorCertificate");
        X509Certificate author = certificate(envelope.string("authorCertificate"));
        AuthorToken.verify(envelope.string("authorToken"), List.of(author), clock.instant());
        String content = SignedContent.verify(envelope, author);
        return submission.service().equals(MESSAGE)
                ? intake.message("message_v6", content, parts)
                : intake.status("status_v6", content);
    }

    private Part part(Submission submission, Members attachment) throws Problem, IOException {
        String filename = attachment.text("filename", 1, 255);
        String type = attachment.string("mimeType");
        Map<String, SpooledFile> uploads = submission.uploads();
        SpooledFile encrypted = uploads.get(attachment.string("attachmentId"));
        if (encrypted == null) {
            throw new Problem(422, "attachment-mismatch", "The metadata name an attachment that was not announced");
        }
        SpooledFile plain = spool.newFile();
        try (plain;
                InputStream in = Files.newInputStream(encrypted.path())) {
            CompactJwe.decrypt(
                    in, destination.encryption().id(), destination.encryption().privateKey(), plain);
        } catch (Problem | IOException e) {
            spool.discard(plain);
            throw e;
        }
        Part part = new Part(filename, type, plain);
        try {
            checkHash(attachment, plain.sha512(), "an attachment");
        } catch (Problem problem) {
            spool.discard(plain);
            throw problem;
        }
        return part;
    }

    private static void checkHash(Members described, String actual, String what) throws Problem {
        Members hash = described.object("hash");
        hash.fixed("type", "sha512");
        if (!hash.string("content").equals(actual)) {
            throw new Problem(422, "hash-mismatch", "The metadata have another hash than " + what);
        }
    }

    private byte[] decrypt(String jwe) throws Problem, IOException {
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        RsaKey key = destination.encryption();
        InputStream in = new ByteArrayInputStream(jwe.getBytes(StandardCharsets.UTF_8));
        CompactJwe.decrypt(in, key.id(), key.privateKey(), plain);
        return plain.toByteArray();
    }

    private X509Certificate certificate(String pem) throws Problem {
        try {
            InputStream in = new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII));
            X509Certificate certificate =
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
            if (pem.startsWith("-----BEGIN CERTIFICATE-----") && authors.isKnown(certificate)) {
                return certificate;
            }
        } catch (GeneralSecurityException e) {
            throw Problem.malformed("data/authorCertificate is no certificate in PEM");
        }
        throw new Problem(403, "author-certificate", "The author's certificate is not known here, or is no PEM text");
    }

    private static String sha512(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-512").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The JDK has no SHA-512", e);
        }
    }
}
