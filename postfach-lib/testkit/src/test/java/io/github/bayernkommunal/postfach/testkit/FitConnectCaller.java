package io.github.bayernkommunal.postfach.testkit;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSAEncrypter;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Calls FIT-Connect step by step; the steps are public calls, JOSE is that of a library. */
final class FitConnectCaller {

    static final String FILE = "bbbbbbbb-2222-4333-8444-555555555555";
    static final String SERVICE = "urn:schema-fitko-de:fit-connect:id.bund.de:message_v6";

    private static final String METADATA = """
            {"$schema":"https://schema.fitko.de/fit-connect/metadata/2.1.0/metadata.schema.json","contentStructure":{"data":\
            {"submissionSchema":{"schemaUri":\
            "https://schema.fitko.de/fit-connect/id.bund.de/message_v6/1.0.0/zbp-message.schema.json",\
            "mimeType":"application/json"},"hash":{"type":"sha512","content":"%s"}},"attachments":[%s]}}""";
    private static final String ATTACHMENT = """
            {"attachmentId":"%s","purpose":"attachment","filename":"bescheid.pdf","mimeType":"application/pdf",\
            "hash":{"type":"sha512","content":"%s"}}""";

    final PlainCaller plain;
    final Author author;
    final Map<String, String> settings;
    private RSAKey key;

    FitConnectCaller(Map<String, String> settings) {
        this(settings, Author.of(settings));
    }

    FitConnectCaller(Map<String, String> settings, Author author) {
        this.settings = settings;
        this.plain = new PlainCaller(settings, false);
        this.author = author;
    }

    HttpResponse<String> askForToken(String secret) throws IOException {
        return plain.post(
                URI.create(settings.get("postfach.fit-connect.token-address")),
                "grant_type=client_credentials&client_id=%s&client_secret=%s"
                        .formatted(settings.get("postfach.fit-connect.client-id"), secret));
    }

    String token() throws IOException {
        return member(askForToken(settings.get("postfach.fit-connect.client-secret")), "access_token");
    }

    RSAKey key() throws IOException {
        if (key == null) {
            String path = "/v2/destinations/" + destination() + "/keys";
            HttpResponse<String> answer = get(settings.get("postfach.fit-connect.destination-address") + path, token());
            try {
                key = JWKSet.parse(answer.body()).getKeys().get(0).toRSAKey();
            } catch (ParseException e) {
                throw new IllegalStateException(answer.body(), e);
            }
        }
        return key;
    }

    String destination() {
        return settings.get("postfach.fit-connect.destination-id");
    }

    HttpResponse<String> get(String address, String token) throws IOException {
        return plain.send(HttpRequest.newBuilder(URI.create(address)).header("Authorization", "Bearer " + token));
    }

    /** Announces the message of the worked example with its one file. */
    HttpResponse<String> announce(String service, String... attachments) throws IOException {
        List<String> ids = new ArrayList<>();
        for (String attachment : attachments) {
            ids.add("\"" + attachment + "\"");
        }
        return send("POST", "/v2/submissions", "application/json", """
                {"destinationId":"%s","announcedAttachments":[%s],\
                "publicService":{"identifier":"%s","name":"ZBP Message Forwarding"}}""".formatted(
                        destination(), String.join(",", ids), service));
    }

    HttpResponse<String> send(String method, String path, String type, String body) throws IOException {
        return plain.send(request(method, path, type, body));
    }

    HttpRequest.Builder request(String method, String path, String type, String body) throws IOException {
        return HttpRequest.newBuilder(URI.create(settings.get("postfach.address") + path))
                .header("Authorization", "Bearer " + token())
                .header("Content-Type", type)
                .method(method, HttpRequest.BodyPublishers.ofString(body));
    }

    HttpResponse<String> upload(String submission, String attachment, String jwe) throws IOException {
        return send(
                "PUT", "/v2/submissions/%s/attachments/%s".formatted(submission, attachment), "application/jose", jwe);
    }

    HttpResponse<String> submit(String submission, String metadata, String data) throws IOException {
        return submitEncrypted(submission, encrypt(metadata), encrypt(data));
    }

    HttpResponse<String> submitEncrypted(String submission, String metadata, String data) throws IOException {
        return send(
                "PUT",
                "/v2/submissions/" + submission,
                "application/json",
                "{\"encryptedMetadata\":\"%s\",\"encryptedData\":\"%s\"}".formatted(metadata, data));
    }

    /** Announces and uploads the file; what is left is to submit. */
    String prepared() throws IOException {
        String submission = member(announce(SERVICE, FILE), "submissionId");
        upload(submission, FILE, encrypt("abc"));
        return submission;
    }

    String data() {
        return data(ZbpCaller.example());
    }

    String data(String content) {
        String envelope = ZbpCaller.envelope(content, author.sign(content));
        return envelope.substring(0, envelope.length() - 1)
                + ",\"authorToken\":\"%s\",\"authorCertificate\":%s}"
                        .formatted(author.token(), ZbpCaller.quote(author.pem()));
    }

    static String metadata(String data) {
        return METADATA.formatted(
                ZbpCaller.sha512(ZbpCaller.utf8(data)),
                ATTACHMENT.formatted(FILE, ZbpCaller.sha512(ZbpCaller.utf8("abc"))));
    }

    static String metadataWithoutFiles(String data) {
        return METADATA.formatted(ZbpCaller.sha512(ZbpCaller.utf8(data)), "");
    }

    String encrypt(String text) throws IOException {
        RSAKey key = key();
        return encrypt(
                text,
                new JWEHeader.Builder(JWEAlgorithm.RSA_OAEP_256, EncryptionMethod.A256GCM)
                        .keyID(key.getKeyID())
                        .contentType("application/json")
                        .build(),
                key);
    }

    static String encrypt(String text, JWEHeader header, RSAKey key) {
        try {
            JWEObject jwe = new JWEObject(header, new Payload(text));
            jwe.encrypt(new RSAEncrypter(key));
            return jwe.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The events of a submission by their last path segment; every signature is checked. */
    List<String> events(String submission) throws IOException {
        List<String> names = new ArrayList<>();
        for (SignedJWT event : eventTokens(submission)) {
            names.add(String.valueOf(eventsOf(event).keySet().iterator().next())
                    .replace("https://schema.fitko.de/fit-connect/events/", ""));
        }
        return names;
    }

    static Map<?, ?> eventsOf(SignedJWT event) {
        try {
            return (Map<?, ?>) event.getJWTClaimsSet().getClaim("events");
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    List<SignedJWT> eventTokens(String submission) throws IOException {
        String address =
                settings.get("postfach.address") + "/v2/submissions/" + submission + "/events?limit=50&offset=0";
        HttpResponse<String> answer = get(address, token());
        List<SignedJWT> tokens = new ArrayList<>();
        Matcher jwt = Pattern.compile("\"(eyJ[^\"]*)\"").matcher(answer.body());
        while (jwt.find()) {
            try {
                SignedJWT token = SignedJWT.parse(jwt.group(1));
                if (!token.verify(new RSASSAVerifier(verifier(token)))) {
                    throw new IllegalStateException("The signature of an event is wrong");
                }
                tokens.add(token);
            } catch (ParseException | JOSEException e) {
                throw new IllegalStateException(e);
            }
        }
        return tokens;
    }

    private RSAKey verifier(SignedJWT event) throws IOException, ParseException {
        String issuer = event.getJWTClaimsSet().getIssuer();
        String id = event.getHeader().getKeyID();
        String base = settings.get("postfach.address");
        if (issuer.equals(base)) {
            String set = plain.get(URI.create(base + "/.well-known/jwks.json")).body();
            return JWKSet.parse(set).getKeyByKeyId(id).toRSAKey();
        }
        return RSAKey.parse(get("%s/v2/destinations/%s/keys/%s".formatted(base, issuer, id), token())
                .body());
    }

    static String member(HttpResponse<String> answer, String name) {
        Matcher member = Pattern.compile("\"" + name + "\":\"([^\"]*)\"").matcher(answer.body());
        if (!member.find()) {
            throw new IllegalStateException(answer.statusCode() + " " + answer.body());
        }
        return member.group(1);
    }
}
