package io.github.bayernkommunal.epay.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** InitPayment as text, one thing broken at a time. */
class EPay21Test {

    private static final String NAMESPACE = "http://epay21.ekom21.de/service/v11";
    private static final String CALL = """
            <s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>\
            <InitPayment xmlns="http://epay21.ekom21.de/service/v11">\
            <OP><Mandant>9162000</Mandant><App>ANTRAG</App><LocaleCode>de-DE</LocaleCode></OP>\
            <Query><CallerPayID>P-1</CallerPayID><Purpose>GEW 2025-000123</Purpose><OrderDesc>Gewerbeanmeldung</OrderDesc>\
            <Amount>4250</Amount><Currency>EUR</Currency><ReturnURL>https://amt.example/a</ReturnURL>\
            <CancelURL>https://amt.example/a</CancelURL><Art>online</Art><GetQrCode>false</GetQrCode>\
            <PaymentTimeout>30</PaymentTimeout></Query></InitPayment></s:Body></s:Envelope>""";

    @RegisterExtension
    static final EpaySimulator platform = EpaySimulator.create();

    private final Map<String, String> settings = platform.ePay21Settings();
    private final Client client = new Client(platform);

    private HttpResponse<String> send(String call, String password, String action) throws Exception {
        String login = Base64.getEncoder()
                .encodeToString((settings.get("epay.basic.user") + ":" + password).getBytes(StandardCharsets.UTF_8));
        return client.http.send(
                HttpRequest.newBuilder(URI.create(settings.get("epay.address")))
                        .header("Content-Type", "text/xml; charset=utf-8")
                        .header("SOAPAction", "\"" + action + "\"")
                        .header("Authorization", "Basic " + login)
                        .POST(BodyPublishers.ofString(call))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> send(String call) throws Exception {
        return send(call, settings.get("epay.basic.password"), NAMESPACE + "/InitPayment");
    }

    @Test
    void aPaymentIsOpenedAndCanBePaidOnItsPage() throws Exception {
        HttpResponse<String> answer = send(CALL);

        assertEquals(200, answer.statusCode());
        assertTrue(answer.body().contains("<OK>true</OK>"), answer.body());
        assertEquals("42.50", platform.bookings().get(0).amount().toString());
        assertEquals("P-1", platform.bookings().get(0).requestId());
        platform.pay("P-1");
        assertEquals(BookedPayment.State.PAID, platform.bookings().get(0).state());
    }

    @Test
    void anIdIsTakenOnce() throws Exception {
        send(CALL);

        assertTrue(send(CALL).body().contains("<OK>false</OK>"));
        assertEquals(1, platform.bookings().size());
    }

    @ParameterizedTest
    @CsvSource({
        "9162000, 1",
        "ANTRAG, OTHER",
        "P-1, P 1",
        "GEW 2025-000123, Gebühr",
        "GEW 2025-000123, 1234567890123456789012345678",
        "4250, 0",
        "4250, 42.50",
        "EUR, USD",
        "online, offline",
        "<ReturnURL>https, <ReturnURL>http"
    })
    void aWrongValueIsDeclined(String part, String by) throws Exception {
        HttpResponse<String> answer = send(CALL.replace(part, by));

        assertEquals(200, answer.statusCode());
        assertTrue(answer.body().contains("<OK>false</OK><ErrorMessage>"), answer.body());
        assertEquals(0, platform.bookings().size());
    }

    @ParameterizedTest
    @CsvSource({
        "<Currency>EUR</Currency>, <Waehrung>EUR</Waehrung>",
        "<Amount>4250</Amount><Currency>EUR</Currency>, <Currency>EUR</Currency><Amount>4250</Amount>",
        "<App>ANTRAG</App>, <App>ANTRAG</App><App>ANTRAG</App>",
        "service/v11, service/v12",
        "</s:Body>, <x/></s:Body>",
        "<s:Envelope, <!DOCTYPE a><s:Envelope"
    })
    void aMessageThatTheServiceDoesNotDescribeIsAFault(String part, String by) throws Exception {
        HttpResponse<String> answer = send(CALL.replace(part, by));

        assertEquals(500, answer.statusCode());
        assertTrue(answer.body().contains("Fault"), answer.body());
        assertEquals(0, platform.bookings().size());
    }

    @Test
    void strangersAndOtherActionsAreTurnedAway() throws Exception {
        assertEquals(401, send(CALL, "wrong", NAMESPACE + "/InitPayment").statusCode());
        assertEquals(500, send(CALL, settings.get("epay.basic.password"), "").statusCode());
        assertEquals(0, platform.bookings().size());
    }
}
