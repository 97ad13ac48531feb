package io.github.bayernkommunal.epay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bayernkommunal.epay.testkit.EpaySimulator;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same payment on machines with other languages and time zones. */
class OtherMachinesTest {

    @RegisterExtension
    static final EpaySimulator platform = EpaySimulator.create();

    private final Locale language = Locale.getDefault();
    private final TimeZone zone = TimeZone.getDefault();

    @AfterEach
    void restore() {
        Locale.setDefault(language);
        TimeZone.setDefault(zone);
    }

    @ParameterizedTest
    @CsvSource({
        "tr-TR, America/St_Johns",
        "ar-EG, Asia/Kathmandu",
        "de-DE, Europe/Berlin",
        "th-TH-u-ca-buddhist-nu-thai, UTC"
    })
    void nothingDependsOnTheMachine(String tag, String place) {
        Locale.setDefault(Locale.forLanguageTag(tag));
        TimeZone.setDefault(TimeZone.getTimeZone(place));

        try (EpayClient standard = EpayClient.from(platform.settings());
                EpayClient soap = EpayClient.builder()
                        .route(EpayBl.builder()
                                .address(platform.epayBlAddress(2))
                                .paypage(platform.paypageAddress())
                                .payee(Bewirtschafter.of("9990000001", "42"))
                                .trust(List.of(platform.certificate()))
                                .build())
                        .build()) {
            PaymentOrder order = PaymentOrder.builder("az-i-1")
                    .item(LineItem.of("GEBÜHR I", Money.euro("1234.50"), "1110.1000"))
                    .returnTo(URI.create("https://antrag.musterstadt.example/zahlung/i"))
                    .build();
            for (EpayClient client : List.of(standard, soap)) {
                client.open(order);
                String transaction = client.report("az-i-1").transactionId().orElseThrow();
                platform.pay(transaction);

                assertTrue(client.report("az-i-1").isPaid());
            }
        }
        assertEquals("GEBÜHR II", BookingText.epayBl(13).preview("gebühr ii").text());
        assertEquals(Kassenzeichen.of("123456789019"), Kassenzeichen.withCheckDigit("12345678901"));
        assertTrue(new AttemptIds(new java.security.SecureRandom()).next().matches("EPAY[A-Z2-7]{26}"));
    }
}
