package io.github.bayernkommunal.postfach.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import org.xml.sax.helpers.DefaultHandler;

/** A client made of nothing but the JDK, configured only by the settings that the simulator prints. */
final class PlainCaller {

    static final String SERVICE = "urn:akdb:bsp:postkorb:komm:webservice";

    private final HttpClient http;
    private final URI endpoint;

    PlainCaller(Map<String, String> settings, boolean withKey) {
        this.endpoint = URI.create(settings.get("postfach.address"));
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(10))
                .sslContext(tls(settings, withKey))
                .build();
    }

    static PlainCaller of(PostfachSimulator simulator) {
        return new PlainCaller(simulator.settings(), true);
    }

    static String m1() {
        return golden("m1.xml");
    }

    static String e1() {
        return golden("e1.xml");
    }

    static String golden(String name) {
        try (InputStream in = PlainCaller.class.getResourceAsStream("/golden/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    static String envelope(String body) {
        return "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body>\n" + body
                + "\n</s:Body></s:Envelope>";
    }

    static String nativeCall(String message) {
        return envelope("<w:sendBspNachrichtNative xmlns:w=\"" + SERVICE + "\"><bspNachricht>" + escape(message)
                + "</bspNachricht></w:sendBspNachrichtNative>");
    }

    static String okKommCall(String envelope) {
        return envelope("<w:sendBspNachricht xmlns:w=\"" + SERVICE + "\"><okKommBspNachrichtInput>" + base64(envelope)
                + "</okKommBspNachrichtInput></w:sendBspNachricht>");
    }

    HttpRequest.Builder request(String body) {
        return HttpRequest.newBuilder(endpoint)
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "text/xml; charset=utf-8")
                .header("SOAPAction", "\"" + SERVICE + "\"")
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    HttpResponse<String> sendNative(String message) throws IOException {
        return send(request(nativeCall(message)));
    }

    HttpResponse<String> get(URI address) throws IOException {
        return send(HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(20)));
    }

    HttpResponse<String> post(URI address, String form) throws IOException {
        return send(HttpRequest.newBuilder(address)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    HttpClient http() {
        return http;
    }

    /** Sends a message in native mode and reads the receipt's answer in the form {@code true 0} or {@code false 30}. */
    String receiptOf(String message) throws IOException {
        return receipt(sendNative(message).body());
    }

    static String receipt(String answer) {
        String inner = text(parse(answer), "bspQuittung").strip();
        Document receipt = parse(inner.startsWith("\uFEFF") ? inner.substring(1) : inner);
        String accepted = text(receipt, "AnnahmeErfolgreich").strip();
        String spelledOut = accepted.equals("1") ? "true" : accepted.equals("0") ? "false" : accepted;
        return spelledOut + " " + text(receipt, "Schluessel").strip();
    }

    static String hint(String answer) {
        return text(parse(text(parse(answer), "bspQuittung")), "ErgaenzendeHinweise");
    }

    static String okKommAnswer(String answer) {
        String base64 = text(parse(answer), "okKommBspNachrichtOutput");
        return new String(Base64.getMimeDecoder().decode(base64), StandardCharsets.UTF_8);
    }

    static String text(Document document, String localName) {
        return document.getElementsByTagNameNS("*", localName).item(0).getTextContent();
    }

    static Document parse(String xml) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new DefaultHandler());
            return builder.parse(new InputSource(new StringReader(xml)));
        } catch (Exception e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static SSLContext tls(Map<String, String> settings, boolean withKey) {
        try {
            char[] password = settings.get("postfach.client-key.password").toCharArray();
            KeyStore key = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(Path.of(settings.get("postfach.client-key.file")))) {
                key.load(in, password);
            }
            KeyStore trust = KeyStore.getInstance("PKCS12");
            trust.load(null, null);
            try (InputStream in = Files.newInputStream(Path.of(settings.get("postfach.trust.file")))) {
                trust.setCertificateEntry(
                        "ca", CertificateFactory.getInstance("X.509").generateCertificate(in));
            }
            KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            own.init(key, password);
            TrustManagerFactory others = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            others.init(trust);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(withKey ? own.getKeyManagers() : null, others.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
