package io.github.bayernkommunal.postfach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.github.bayernkommunal.postfach.internal.Tls;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The mailbox of BundID, before a service that looks at every byte. */
class ZbpRestTest {

    private static final KeyStore.PrivateKeyEntry AUTHORITY = Certificates.rsa(2048, "CN=Markt Musterstadt,O=x");
    private static final KeyStore.PrivateKeyEntry SERVER = Certificates.rsa(2048, "CN=localhost");
    private static final String MAILBOX = "11111111-2222-4333-8444-555555555555";

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private HttpsServer server;
    private ZbpRest route;
    private volatile int status = 201;
    private volatile String answer = "{\"id\":\"remote-1\"}";
    private volatile Map<String, String> answerHeaders = Map.of();
    private volatile String method;
    private volatile String path;
    private volatile Map<String, List<String>> headers;
    private volatile byte[] body;

    @BeforeEach
    void start() throws IOException {
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var context = Tls.context(SERVER, List.of((X509Certificate) AUTHORITY.getCertificate()));
        server.setHttpsConfigurator(new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters tls = context.getDefaultSSLParameters();
                tls.setNeedClientAuth(true);
                parameters.setSSLParameters(tls);
            }
        });
        server.createContext("/", this::handle);
        server.start();
        route = aRoute().build();
    }

    @AfterEach
    void stop() {
        route.close();
        server.stop(0);
    }

    private ZbpRest.Builder aRoute() {
        return ZbpRest.builder()
                .address(URI.create("https://localhost:" + server.getAddress().getPort()))
                .authorityKey(AUTHORITY)
                .trust(List.of((X509Certificate) SERVER.getCertificate()))
                .clock(Clock.fixed(now, ZoneOffset.UTC))
                .timeout(Duration.ofSeconds(20));
    }

    private void handle(HttpExchange exchange) throws IOException {
        method = exchange.getRequestMethod();
        path = exchange.getRequestURI().toString();
        headers = exchange.getRequestHeaders();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        exchange.getRequestBody().transferTo(bytes);
        body = bytes.toByteArray();
        answerHeaders.forEach((name, value) -> exchange.getResponseHeaders().add(name, value));
        byte[] content = answer.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, content.length == 0 ? -1 : content.length);
        exchange.getResponseBody().write(content);
        exchange.close();
    }

    @Test
    void writesTheDocumentOfTheVector() throws Exception {
        PostfachRoute.Letter letter = route.prepare(aNotice()
                .attach(Attachment.pdf("bescheid.pdf", "abc".getBytes(StandardCharsets.US_ASCII)))
                .build());

        byte[] document = letter.document().getBytes(StandardCharsets.UTF_8);
        assertEquals(373, document.length);
        assertEquals(
                "ccd0a6035239036e23602deb1cf317141353a0d1425e5f194e8881c2a4ecdc9315cf1ad45134e677c74d46a998cd86880ca8b92b15354a34d6014bb0416a08ca",
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-512").digest(document)));
    }

    @Test
    void sendsSignedContentAndItsFiles() throws Exception {
        Delivery delivery = send(aNotice()
                .attach(Attachment.pdf("bescheid.pdf", Fixtures.PDF))
                .attach(Attachment.of("Lageplan ä.png", "image/png", png()))
                .build());

        assertEquals(DeliveryState.PROVIDED, delivery.state());
        assertEquals("{\"id\":\"remote-1\"}", delivery.receipt().orElseThrow());
        assertEquals("PUT", method);
        assertEquals("/v6/mailbox/messages", path);
        assertEquals("application/json", headers.get("Accept").get(0));
        assertEquals(String.valueOf(body.length), headers.get("Content-length").get(0));
        List<String> parts = parts();
        assertEquals(3, parts.size());
        assertTrue(parts.get(0).startsWith("Content-Disposition: form-data; name=\"json\"\r\n\r\n{"));
        JsonObject json = json(parts.get(0));
        assertEquals(List.of("content", "sha512sum"), List.copyOf(json.keySet()));
        assertTrue(verifies(json.getString("content"), json.getString("sha512sum")));
        assertTrue(json.getString("content").contains("\"mailboxUuid\":\"" + MAILBOX + "\""));
        assertTrue(
                parts.get(1)
                        .startsWith(
                                "Content-Disposition: form-data; name=\"files\"; filename=\"bescheid.pdf\"\r\nContent-Type: application/pdf\r\n\r\n"));
        assertTrue(parts.get(1).endsWith(new String(Fixtures.PDF, StandardCharsets.ISO_8859_1)));
        JsonObject described = Json.createReader(new StringReader(json.getString("content")))
                .readObject()
                .getJsonArray("attachments")
                .getJsonObject(0);
        assertEquals(
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-512").digest(Fixtures.PDF)),
                described.getString("sha512sum"));
        assertEquals(Fixtures.PDF.length, described.getInt("contentLength"));
    }

    @Test
    void namesItsAuthorInASignedToken() throws Exception {
        send(aNotice().build());

        String token = headers.get("Authorization").get(0).replaceFirst("^Bearer ", "");
        String[] parts = token.split("\\.");
        assertEquals("{\"typ\":\"JWT\",\"alg\":\"RS512\"}", decoded(parts[0]));
        long seconds = now.getEpochSecond();
        assertEquals(
                "{\"iat\":%d,\"exp\":%d,\"signer\":\"Markt Musterstadt\",\"roles\":[\"THIRD_PARTY\"]}"
                        .formatted(seconds, seconds + 1800),
                decoded(parts[1]));
        assertTrue(verifies(
                parts[0] + "." + parts[1],
                Base64.getEncoder().encodeToString(Base64.getUrlDecoder().decode(parts[2]))));
    }

    @Test
    void reportsHowAnApplicationStands() {
        route.report(new ZbpRest.ApplicationStatus(
                UUID.fromString(MAILBOX),
                ZbpRest.ApplicationState.PROCESSING,
                "Hundesteuer",
                "Markt Musterstadt",
                "In Prüfung",
                null,
                "az-1",
                Instant.parse("2026-03-01T12:00:00Z")));

        assertEquals("POST", method);
        assertEquals("/v6/mailbox/applications/states", path);
        JsonObject outer = Json.createReader(new StringReader(new String(body, StandardCharsets.UTF_8)))
                .readObject();
        assertTrue(verifies(outer.getString("content"), outer.getString("sha512sum")));
        assertEquals(
                "{\"applicationId\":\"" + MAILBOX
                        + "\",\"status\":\"PROCESSING\",\"publicServiceName\":{\"de\":\"Hundesteuer\"},"
                        + "\"senderName\":\"Markt Musterstadt\",\"statusDetails\":{\"de\":\"In Prüfung\"},\"reference\":\"az-1\","
                        + "\"createdDate\":\"2026-03-01T12:00:00.000Z\"}",
                outer.getString("content"));
    }

    @ParameterizedTest(name = "HTTP {0}")
    @CsvSource({
        "400, POSTFACH-240, REJECTED_BY_SERVICE",
        "404, POSTFACH-240, REJECTED_BY_SERVICE",
        "409, POSTFACH-240, REJECTED_BY_SERVICE",
        "413, POSTFACH-240, MESSAGE_TOO_LARGE",
        "422, POSTFACH-240, REJECTED_BY_SERVICE"
    })
    void isDeclinedWithAStatus(int status, String code, String reason) {
        this.status = status;

        PostfachRejectedException no = assertThrows(
                PostfachRejectedException.class, () -> send(aNotice().build()));

        assertEquals(code, no.code());
        assertTrue(no.is(new Rejection(reason)));
        assertEquals(String.valueOf(status), no.serviceCode().orElseThrow());
    }

    @ParameterizedTest(name = "HTTP {0}")
    @CsvSource({
        "401, POSTFACH-304, false",
        "403, POSTFACH-304, false",
        "429, POSTFACH-305, false",
        "500, POSTFACH-326, true",
        "302, POSTFACH-326, true",
        "502, POSTFACH-306, true",
        "503, POSTFACH-306, true"
    })
    void hasNoUsableAnswer(int status, String code, boolean effect) {
        this.status = status;

        PostfachUnavailableException later = assertThrows(
                PostfachUnavailableException.class, () -> send(aNotice().build()));

        assertEquals(code, later.code());
        assertEquals(effect, later.mayHaveTakenEffect());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html/>", "[]", "{\"id\":"})
    void isUncertainWhenAGoodStatusHasNoJson(String answer) {
        this.answer = answer;

        assertEquals(
                "POSTFACH-327",
                assertThrows(
                                PostfachUnavailableException.class,
                                () -> send(aNotice().build()))
                        .code());
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "00000000-0000-0000-0000-000000000000", "1-1-1-1-1"})
    void needsAUuidAsHandle(String handle) {
        PostfachRejectedException no = assertThrows(
                PostfachRejectedException.class,
                () -> send(Message.to(PostboxHandle.of(handle))
                        .from(Sender.of("Markt Musterstadt", "Hundesteuer"))
                        .subject("Bescheid")
                        .text("Guten Tag")
                        .readableFrom(TrustLevel.SUBSTANTIAL)
                        .reference("r")
                        .build()));

        assertTrue(no.is(Rejection.HANDLE_INVALID));
    }

    @Test
    void neverCompletesAFileThatChangedWhileItWasSent(@TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("a.pdf"), Fixtures.PDF);
        Message message = aNotice().attach(Attachment.pdf(file)).build();
        PostfachRoute.Letter letter = route.prepare(message);
        byte[] other = Fixtures.PDF.clone();
        other[10] ^= 1;
        Files.write(file, other);

        assertThrows(PostfachUnavailableException.class, () -> route.deliver(letter));
    }

    @Test
    void neverSendsALetterUnderAnotherName() {
        PostfachRoute.Letter letter = route.prepare(aNotice().build());
        PostfachRoute.Letter mixedUp = new PostfachRoute.Letter(
                letter.messageId(), PostboxHandle.of("somebody-else"), letter.document(), List.of());

        assertEquals(
                "POSTFACH-450",
                assertThrows(PostfachProtocolException.class, () -> route.deliver(mixedUp))
                        .code());
        assertEquals(null, body);
    }

    @Test
    void needsAnAddressAndAKeyThatCanSign() {
        assertTrue(assertThrows(
                        IllegalArgumentException.class, () -> ZbpRest.builder().build())
                .getMessage()
                .contains("2 problem(s)"));
        assertThrows(
                IllegalArgumentException.class,
                () -> aRoute().authorityKey(Certificates.rsa(1024, "CN=x")).build());
        assertThrows(
                IllegalArgumentException.class,
                () -> aRoute().authorityKey(Certificates.rsa(2048, "O=no name")).build());
        assertThrows(
                IllegalArgumentException.class,
                () -> aRoute().authorityKey(Certificates.ec("CN=x", "localhost", now, now.plusSeconds(60)))
                        .build());
    }

    @Test
    void everyLetterHasABoundaryThatNobodyCouldPutIntoAFile() {
        Set<String> boundaries = new HashSet<>();
        for (int i = 0; i < 3; i++) {
            send(aNotice().reference("az-" + i).build());
            boundaries.add(headers.get("Content-type").get(0));
        }

        assertEquals(3, boundaries.size());
        assertTrue(boundaries.stream()
                .allMatch(type -> type.matches("multipart/form-data; boundary=postfach-[0-9a-f]{32}")));
    }

    @Test
    void writesEveryMemberThatTheContractKnows() {
        PostfachRoute.Letter letter = route.prepare(Message.to(PostboxHandle.of(MAILBOX))
                .from(Sender.of("Markt Musterstadt", "Hundesteuer")
                        .withWebsite(URI.create("https://markt.example/hund")))
                .subject("Bescheid")
                .text("Guten Tag")
                .readableFrom(TrustLevel.SUBSTANTIAL)
                .readConfirmationTo("amt@markt.example")
                .reference("az-1")
                .build());

        assertTrue(
                letter.document()
                        .contains(
                                "\"retrievalConfirmationAddress\":\"amt@markt.example\",\"senderUrl\":\"https://markt.example/hund\""),
                letter::document);
    }

    @Test
    void aListenerOfProgressThatFailsDoesNotEndTheLetter() {
        PostfachClient watched = PostfachClient.builder()
                .route(route)
                .onProgress(progress -> {
                    throw new IllegalStateException("a bar on a screen");
                })
                .build();

        Delivery delivery = watched.send(
                aNotice().attach(Attachment.pdf("a.pdf", Fixtures.PDF)).build());

        assertEquals(DeliveryState.PROVIDED, delivery.state());
    }

    private Delivery send(Message message) {
        return PostfachClient.builder().route(route).build().send(message);
    }

    private static Message.Builder aNotice() {
        return Message.to(PostboxHandle.of(MAILBOX))
                .from(Sender.of("Markt Musterstadt", "Hundesteuer"))
                .subject("Bescheid")
                .text("Guten Tag")
                .readableFrom(TrustLevel.SUBSTANTIAL)
                .reference("az-1");
    }

    private List<String> parts() {
        String boundary = headers.get("Content-type").get(0).replaceFirst("^multipart/form-data; boundary=", "");
        String text = new String(body, StandardCharsets.ISO_8859_1);
        assertTrue(text.startsWith("--" + boundary + "\r\n"));
        assertTrue(text.endsWith("\r\n--" + boundary + "--\r\n"));
        return List.of(text.substring(boundary.length() + 4, text.length() - boundary.length() - 8)
                .split("\r\n--" + boundary + "\r\n"));
    }

    private static JsonObject json(String part) {
        String text = part.substring(part.indexOf("\r\n\r\n") + 4);
        return Json.createReader(new StringReader(
                        new String(text.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8)))
                .readObject();
    }

    private static boolean verifies(String content, String signature) {
        try {
            Signature verifier = Signature.getInstance("SHA512withRSA");
            verifier.initVerify(AUTHORITY.getCertificate());
            verifier.update(content.getBytes(StandardCharsets.UTF_8));
            return verifier.verify(Base64.getDecoder().decode(signature));
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String decoded(String part) {
        return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
    }

    private static byte[] png() {
        return HexFormat.of().parseHex("89504E470D0A1A0A0000");
    }

    @Nested
    class KeepsTheContract extends RouteContract {

        @Override
        protected PostfachRoute route() {
            return route;
        }

        @Override
        protected Message aMessage() {
            return aNotice().attach(Attachment.pdf("a.pdf", Fixtures.PDF)).build();
        }
    }
}
