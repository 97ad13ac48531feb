package io.github.bayernkommunal.epay;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bayernkommunal.epay.testkit.EpaySimulator;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The providers that are known, each with its oddities. */
class XBezahldiensteProvidersTest {

    private static final UnaryOperator<EpaySimulator.Builder> EPAYBL = EpaySimulator.Builder::mutualTls;
    private static final UnaryOperator<EpaySimulator.Builder> PMPAYMENT =
            platform -> platform.oauth().transactionIds(id -> "4".repeat(14) + id);
    private static final UnaryOperator<EpaySimulator.Builder> GIROCHECKOUT =
            platform -> platform.oauth().demandScope("post");
    private static final UnaryOperator<EpaySimulator.Builder> EPAY21 =
            platform -> platform.basic().refuseRequestor();

    static Stream<Arguments> providers() {
        return Stream.of(
                provider("epaybl-connector", EPAYBL),
                provider("pmpayment", PMPAYMENT),
                provider("girocheckout", GIROCHECKOUT),
                provider("girocheckout", EpaySimulator.Builder::mutualTls),
                provider("epay21", EPAY21));
    }

    private static Arguments provider(String name, UnaryOperator<EpaySimulator.Builder> ways) {
        return Arguments.of(name, Named.of("its ways", ways));
    }

    private static final PaymentOrder ORDER =
            Orders.parking("az-1").payer(Payer.of("Erika", "Mustermann")).build();

    private static Map<String, String> settings(EpaySimulator platform, String provider) {
        Map<String, String> settings = new TreeMap<>(platform.settings());
        settings.put("epay.provider", provider);
        settings.remove("epay.oauth.scope");
        return settings;
    }

    @ParameterizedTest
    @MethodSource("providers")
    void aPaymentIsOpenedPaidAndReported(String provider, UnaryOperator<EpaySimulator.Builder> ways) {
        try (EpaySimulator platform = ways.apply(EpaySimulator.builder()).start();
                EpayClient epay = EpayClient.from(settings(platform, provider))) {
            epay.open(ORDER);
            platform.pay("az-1", "WERO");

            PaymentReport report = epay.report("az-1");

            assertTrue(report.isPaid());
            assertEquals("WERO", report.method().orElseThrow().code());
        }
    }

    @Test
    void pmPaymentsIdsOf44CharactersAreKept() {
        try (EpaySimulator platform = PMPAYMENT.apply(EpaySimulator.builder()).start();
                EpayClient epay = EpayClient.from(settings(platform, "pmpayment"))) {
            epay.open(ORDER);

            assertEquals(44, platform.bookings().get(0).transactionId().length());
            assertEquals(PaymentState.PENDING, epay.report("az-1").state());
        }
    }

    @Test
    void withoutItsProfileEpay21RefusesThePayerAndGiroCheckoutTheScope() {
        try (EpaySimulator platform = EPAY21.apply(EpaySimulator.builder()).start();
                EpayClient epay = EpayClient.from(platform.settings())) {
            assertEquals(
                    "EPAY-204",
                    assertThrows(EpayRejectedException.class, () -> epay.open(ORDER))
                            .code());
        }
        try (EpaySimulator platform =
                GIROCHECKOUT.apply(EpaySimulator.builder()).start()) {
            Map<String, String> settings = settings(platform, "girocheckout");
            settings.remove("epay.provider");
            try (EpayClient epay = EpayClient.from(settings)) {
                assertEquals(
                        "EPAY-205",
                        assertThrows(EpayRejectedException.class, () -> epay.open(ORDER))
                                .code());
            }
        }
    }

    @Test
    void aScopeThatIsSetIsNotReplaced() {
        try (EpaySimulator platform =
                EpaySimulator.builder().oauth().demandScope("write").start()) {
            Map<String, String> settings = settings(platform, "girocheckout");
            settings.put("epay.oauth.scope", "write");
            try (EpayClient epay = EpayClient.from(settings)) {
                epay.open(ORDER);
            }
            assertEquals(1, platform.bookings().size());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "epaybl-connector, none, none",
        "epaybl-connector, basic, BASIC",
        "epaybl-connector, oauth, OAUTH",
        "pmpayment, none, none",
        "pmpayment, basic, BASIC",
        "girocheckout, none, none",
        "girocheckout, basic, BASIC",
        "epay21, none, none",
        "epay21, oauth, OAUTH"
    })
    void anotherWayOfLoggingInIsFoundBeforeTheFirstPayment(String provider, String login, String named) {
        Map<String, String> settings = new TreeMap<>(Map.of(
                "epay.route", "xbezahldienste",
                "epay.address", "https://pay.example/xbz/",
                "epay.originator-id", "musterstadt",
                "epay.end-point-id", "09162000"));
        if (login.equals("basic")) {
            settings.putAll(Map.of("epay.basic.user", "u", "epay.basic.password", "p"));
        } else if (login.equals("oauth")) {
            settings.putAll(Map.of(
                    "epay.oauth.client-id", "c",
                    "epay.oauth.client-secret", "s",
                    "epay.oauth.token-address", "https://pay.example/token"));
        }
        assertDoesNotThrow(() -> EpayClient.from(settings).close(), "the standard leaves the way of logging in open");

        settings.put("epay.provider", provider);

        String refusal = assertThrows(IllegalArgumentException.class, () -> EpayClient.from(settings))
                .getMessage();
        assertTrue(refusal.contains("for logging in; got " + named), refusal);
    }

    @Test
    void anUnknownProviderIsRefusedWithThoseThatAreKnown() {
        Map<String, String> settings = new TreeMap<>(Map.of(
                "epay.route", "xbezahldienste",
                "epay.address", "https://pay.example/xbz/",
                "epay.originator-id", "musterstadt",
                "epay.end-point-id", "09162000",
                "epay.provider", "paypal"));

        String refusal = assertThrows(IllegalArgumentException.class, () -> EpayClient.from(settings))
                .getMessage();

        assertTrue(
                refusal.contains("epay.provider: possible: epay21, epaybl-connector, girocheckout, pmpayment"),
                refusal);
    }
}
