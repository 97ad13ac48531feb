package io.github.bayernkommunal.epay.testkit;

import static io.github.bayernkommunal.epay.testkit.Client.anOrder;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bayernkommunal.epay.testkit.BookedPayment.State;
import java.net.URI;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PaymentPageTest {

    @RegisterExtension
    static final EpaySimulator platform = EpaySimulator.create();

    private Client client;
    private URI page;

    @BeforeEach
    void openPayment() throws Exception {
        client = new Client(platform);
        assertEquals(200, client.open(anOrder("r-1")).statusCode());
        page = platform.paymentPage("r-1");
    }

    @Test
    void showsPurposeAmountAndMeansInGerman() throws Exception {
        String html = client.get(page).body();

        assertTrue(html.contains("<html lang=\"de\">"));
        assertTrue(html.contains("az-2026-0815"));
        assertTrue(html.contains("Führungszeugnis, Gebühr"));
        assertTrue(html.contains("13,00 €"));
        assertTrue(html.contains("Kreditkarte"));
        assertTrue(html.contains("PayPal"));
        assertFalse(html.toLowerCase().contains("giropay"));
    }

    @Test
    void payingLooksUnlikeCancelling() throws Exception {
        String html = client.get(page).body();

        assertTrue(html.contains("<button class=\"main\" name=\"action\" value=\"pay\">"), html);
        assertTrue(html.contains("<button name=\"action\" value=\"cancel\">"), html);
    }

    @Test
    void speaksEnglishToo() throws Exception {
        String html = client.get(URI.create(page + "?lang=en")).body();

        assertTrue(html.contains("<html lang=\"en\">"));
        assertTrue(html.contains("Pay now"));
        assertTrue(html.contains("13.00 €"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/bezahlseite/", "/stil.css"})
    void neverNeedsScriptsOrOtherServers(String path) throws Exception {
        URI address = path.equals("/bezahlseite/") ? page : platform.address().resolve(path);

        HttpResponse<String> answer = client.get(address);

        assertEquals(200, answer.statusCode());
        assertEquals("no-store", answer.headers().firstValue("Cache-Control").orElseThrow());
        assertFalse(answer.body().contains("<script"));
        if (!path.endsWith(".css")) {
            String policy =
                    answer.headers().firstValue("Content-Security-Policy").orElseThrow();
            assertTrue(policy.startsWith("default-src 'none'; style-src 'self';"), policy);
        }
    }

    @Test
    void mayLeadToTheApplicationAndNowhereElse() throws Exception {
        String policy =
                client.get(page).headers().firstValue("Content-Security-Policy").orElseThrow();

        assertTrue(policy.endsWith("form-action 'self' https://antrag.musterstadt.example"), policy);
    }

    @ParameterizedTest
    @CsvSource({
        "action=pay&means=PAYPAL, PAID, PAYPAL",
        "action=cancel&means=PAYPAL, CANCELED, ''",
        "action=fail, FAILED, ''",
        "action=leave, OPEN, ''"
    })
    void returnsToTheApplicationWithoutAResult(String form, State state, String method) throws Exception {
        HttpResponse<String> answer = client.form(page, form);

        assertEquals(303, answer.statusCode());
        assertEquals(
                "https://antrag.musterstadt.example/zahlung/f3b1?a=b",
                answer.headers().firstValue("Location").orElseThrow());
        assertEquals(state, platform.bookings().get(0).state());
        assertEquals(method, platform.bookings().get(0).method());
    }

    @ParameterizedTest
    @ValueSource(strings = {"action=pay", "action=pay&means=GIROPAY", "action=steal", ""})
    void asksAgainWhenTheChoiceIsUnclear(String form) throws Exception {
        assertEquals(200, client.form(page, form).statusCode());
        assertEquals(State.OPEN, platform.bookings().get(0).state());
    }

    @Test
    void isNotPaidTwiceByADoubleClick() throws Exception {
        client.form(page, "action=pay&means=CREDITCARD");

        HttpResponse<String> second = client.form(page, "action=cancel");

        assertEquals(200, second.statusCode());
        assertTrue(second.body().contains("Die Zahlung ist ausgeführt"));
        assertEquals(State.PAID, platform.bookings().get(0).state());
    }

    @Test
    void escapesWhatTheApplicationSent() throws Exception {
        client.open(anOrder("r-2").add("redirectUrl", "https://a.example/?x='<b>&y".replace("<b>", "%3Cb%3E")));
        platform.pay("r-2");

        assertTrue(client.get(platform.paymentPage("r-2")).body().contains("x=&#39;%3Cb%3E&amp;y"));
    }

    @Test
    void ofAnUnknownPaymentIsNotFound() throws Exception {
        assertEquals(
                404,
                client.get(URI.create(platform.address() + "/bezahlseite/unknown"))
                        .statusCode());
    }

    @Test
    void overviewListsPaymentsAndClaims() throws Exception {
        platform.pay("r-1");

        String html = client.get(platform.address().resolve("/")).body();

        assertTrue(html.contains("az-2026-0815"));
        assertTrue(html.contains("bezahlt"));
        assertTrue(html.contains("Sicht der Kasse"));
        assertTrue(html.contains("4200000000001"), "the claim has a Kassenzeichen");
        assertTrue(
                html.contains("<td role=\"cell\" data-label=\"Saldo\" class=\"number\">"),
                "a narrow screen names each value");
    }
}
