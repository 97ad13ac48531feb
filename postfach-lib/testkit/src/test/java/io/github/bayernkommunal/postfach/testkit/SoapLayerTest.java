package io.github.bayernkommunal.postfach.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.KeyStore;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SoapLayerTest {

    @RegisterExtension
    static final PostfachSimulator mailbox = PostfachSimulator.create();

    private final PlainCaller caller = PlainCaller.of(mailbox);

    static Stream<Arguments> wrongCalls() {
        return Stream.of(
                wrong("another operation", "sendBspNachrichtNative", "sendeBspNachrichtNativ", "Client"),
                wrong("another service namespace", "komm:webservice", "komm:service", "Client"),
                wrong("a qualified part", "bspNachricht>", "w:bspNachricht>", "Client"),
                wrong("a part of the other operation", "bspNachricht>", "okKommBspNachrichtInput>", "Client"),
                wrong("no part", "<bspNachricht>", "<bspNachricht/><bspNachricht>", "Client"),
                wrong("a part that is not escaped", "<bspNachricht>", "<bspNachricht><x/>", "Client"),
                wrong("text beside the wrapper", "<s:Body>", "<s:Body>x", "Client"),
                wrong(
                        "SOAP 1.2",
                        "http://schemas.xmlsoap.org/soap/envelope/",
                        "http://www.w3.org/2003/05/soap-envelope",
                        "VersionMismatch"),
                wrong("no envelope", "s:Envelope", "s:Letter", "Client"),
                wrong("not well-formed", "</s:Body>", "", "Client"),
                wrong(
                        "a document type",
                        "<s:Envelope xmlns",
                        "<!DOCTYPE x [<!ENTITY y 'z'>]><s:Envelope xmlns",
                        "Client"),
                wrong(
                        "a header that must be understood",
                        "<s:Body>",
                        "<s:Header><x:y xmlns:x=\"urn:x\" s:mustUnderstand=\"1\"/></s:Header><s:Body>",
                        "MustUnderstand"));
    }

    private static Arguments wrong(String what, String from, String to, String code) {
        return Arguments.of(what, from, to, code);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongCalls")
    void whatIsNoCallOfTheServiceIsAFault(String what, String from, String to, String code) throws IOException {
        String call = PlainCaller.nativeCall(PlainCaller.m1()).replace(from, to);

        HttpResponse<String> answer = caller.send(caller.request(call));

        assertEquals(500, answer.statusCode());
        assertEquals("e:" + code, PlainCaller.text(PlainCaller.parse(answer.body()), "faultcode"));
        assertEquals(List.of(), mailbox.received());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<s:Header/>",
                "<s:Header><x:y xmlns:x=\"urn:x\"/></s:Header>",
                "<s:Header><x:y xmlns:x=\"urn:x\" s:mustUnderstand=\"0\"/></s:Header>"
            })
    void aHeaderThatNeedNotBeUnderstoodIsIgnored(String header) throws IOException {
        String call = PlainCaller.nativeCall(PlainCaller.m1()).replace("<s:Body>", header + "<s:Body>");

        assertEquals(
                "true 0", PlainCaller.receipt(caller.send(caller.request(call)).body()));
    }

    @ParameterizedTest
    @ValueSource(strings = {PlainCaller.SERVICE, "\"\"", "\"sendBspNachrichtNative\""})
    void anotherSoapActionIsAFault(String action) throws IOException {
        HttpRequest.Builder request =
                caller.request(PlainCaller.nativeCall(PlainCaller.m1())).setHeader("SOAPAction", action);

        assertEquals(500, caller.send(request).statusCode());
        assertEquals(List.of(), mailbox.received());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/xml",
                "text/xml; charset=iso-8859-1",
                "application/soap+xml; charset=utf-8",
                "application/xml; charset=utf-8",
                "multipart/related; type=\"application/xop+xml\""
            })
    void anotherContentTypeIs415(String type) throws IOException {
        HttpRequest.Builder request =
                caller.request(PlainCaller.nativeCall(PlainCaller.m1())).setHeader("Content-Type", type);

        assertEquals(415, caller.send(request).statusCode());
        assertEquals(List.of(), mailbox.received());
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/xml; charset=utf-8", "text/xml;charset=UTF-8", "Text/XML; Charset=\"utf-8\""})
    void theContentTypeMayBeSpelledFreely(String type) throws IOException {
        HttpRequest.Builder request =
                caller.request(PlainCaller.nativeCall(PlainCaller.m1())).setHeader("Content-Type", type);

        assertEquals("true 0", PlainCaller.receipt(caller.send(request).body()));
    }

    @Test
    void onlyPostIsACall() throws IOException {
        assertEquals(405, caller.get(mailbox.endpoint()).statusCode());
    }

    @Test
    void theWsdlLiesBesideTheEndpointAndNamesIt() throws IOException {
        HttpResponse<String> wsdl = caller.get(URI.create(mailbox.endpoint() + ".wsdl"));

        assertEquals(200, wsdl.statusCode());
        assertTrue(wsdl.body().contains("location=\"" + mailbox.endpoint() + "\""), wsdl.body());
        assertEquals(404, caller.get(URI.create(mailbox.endpoint() + "x")).statusCode());
    }

    @Test
    void withoutClientCertificateTheSoapPathIsForbiddenAndThePageOpen() throws IOException {
        PlainCaller stranger = new PlainCaller(mailbox.settings(), false);

        assertEquals(403, stranger.sendNative(PlainCaller.m1()).statusCode());
        assertEquals(403, stranger.get(URI.create(mailbox.endpoint() + ".wsdl")).statusCode());
        assertEquals(200, stranger.get(mailbox.address().resolve("/")).statusCode());
        assertEquals(0, mailbox.calls());
    }

    @Test
    void aCertificateOfAStrangerEndsTheHandshake() {
        try (PostfachSimulator other = PostfachSimulator.start(0)) {
            var mixed = new java.util.HashMap<>(mailbox.settings());
            mixed.put("postfach.client-key.file", other.settings().get("postfach.client-key.file"));
            mixed.put("postfach.client-key.password", other.settings().get("postfach.client-key.password"));
            PlainCaller stranger = new PlainCaller(mixed, true);

            // All simulators name their authority alike, so the client shows its key, and the signature does not fit.
            assertThrows(IOException.class, () -> stranger.sendNative(PlainCaller.m1()));
        }
        assertEquals(0, mailbox.calls());
    }

    @Test
    void aCertificateCanBeDemandedInTheHandshake() throws IOException {
        try (PostfachSimulator strict =
                PostfachSimulator.builder().clientCertificateInHandshake().start()) {
            PlainCaller stranger = new PlainCaller(strict.settings(), false);

            assertThrows(IOException.class, () -> stranger.sendNative(PlainCaller.m1()));
            assertEquals("true 0", PlainCaller.of(strict).receiptOf(PlainCaller.m1()));
        }
    }

    @Test
    void certificatesNeedNotBeDemanded() throws IOException {
        try (PostfachSimulator open =
                PostfachSimulator.builder().withoutClientCertificate().start()) {
            PlainCaller stranger = new PlainCaller(open.settings(), false);

            assertEquals("true 0", stranger.receiptOf(PlainCaller.m1()));
        }
    }

    @Test
    void keyAndClientAuthorityCanBeGiven() throws IOException {
        KeyStore.PrivateKeyEntry key = mailbox.clientKey();
        try (PostfachSimulator other = PostfachSimulator.start(0);
                PostfachSimulator shared = PostfachSimulator.builder()
                        .clientCa((java.security.cert.X509Certificate) key.getCertificateChain()[1])
                        .start()) {
            var settings = new java.util.HashMap<>(mailbox.settings());
            settings.put("postfach.address", shared.endpoint().toString());
            settings.put("postfach.trust.file", shared.settings().get("postfach.trust.file"));

            assertEquals("true 0", new PlainCaller(settings, true).receiptOf(PlainCaller.m1()));
            assertEquals(1, shared.received().size());
            assertEquals(0, other.received().size());
        }
    }
}
