package io.github.bayernkommunal.epay;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PaymentOrderTest {

    @Test
    void theSumIsTheSumOfTheItemsWithTax() {
        PaymentOrder order = Orders.parking("az-1")
                .item(LineItem.of("PARKSCHEIN", Money.euro("10"), "1110.1000")
                        .withTax(Money.euro("1.90"), BigDecimal.valueOf(19)))
                .build();

        assertEquals(Money.euro("42.60"), order.amount());
    }

    @Test
    void everythingThatIsWrongIsNamedAtOnce() {
        var refusal = assertThrows(
                IllegalArgumentException.class,
                () -> PaymentOrder.builder("Az. 2026/1")
                        .returnTo(URI.create("http://antrag.example/"))
                        .build());

        assertTrue(refusal.getMessage().contains("3 problem(s)"), refusal.getMessage());
        assertTrue(refusal.getMessage().contains("reference"));
        assertTrue(refusal.getMessage().contains("items"));
        assertTrue(refusal.getMessage().contains("returnTo"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://a.example/x",
                "https://user@a.example/x",
                "https://a.example/x#y",
                "https:///x",
                "/x",
                "javascript:alert(1)"
            })
    void aReturnAddressIsPlainHttps(String address) {
        PaymentOrder.Builder order = Orders.parking("az-1").returnTo(URI.create(address));

        assertThrows(IllegalArgumentException.class, order::build);
    }

    @Test
    void bothSidesOfTheLengths() {
        assertDoesNotThrow(() -> Orders.parking("a".repeat(36)).build());
        assertThrows(
                IllegalArgumentException.class,
                () -> Orders.parking("a".repeat(37)).build());
        assertThrows(IllegalArgumentException.class, () -> Orders.parking("").build());
        String host = "https://a.example/";
        assertDoesNotThrow(() -> Orders.parking("a")
                .returnTo(URI.create(host + "x".repeat(2082 - host.length())))
                .build());
        assertThrows(
                IllegalArgumentException.class,
                () -> Orders.parking("a")
                        .returnTo(URI.create(host + "x".repeat(2083 - host.length())))
                        .build());
    }

    @Test
    void anOrderHasOneTo99Items() {
        PaymentOrder.Builder order = Orders.parking("a");
        for (int i = 1; i < 99; i++) {
            order.item(LineItem.of("X", Money.cents(1), "1"));
        }
        assertDoesNotThrow(order::build);

        order.item(LineItem.of("X", Money.cents(1), "1"));

        assertThrows(IllegalArgumentException.class, order::build);
    }

    static Stream<UnaryOperator<PaymentOrder.Builder>> otherContents() {
        return Stream.of(
                order -> order.purpose("OTHER"),
                order -> order.description("other"),
                order -> order.payee(Bewirtschafter.of("1610000000", "43")),
                order -> order.kassenzeichen(Kassenzeichen.of("4711")),
                order -> order.payer(Payer.of("Erika", "Mustermann")),
                order -> order.item(LineItem.of("X", Money.cents(1), "1")));
    }

    @ParameterizedTest
    @MethodSource("otherContents")
    void eachPartOfTheContentIsRecognised(UnaryOperator<PaymentOrder.Builder> change) {
        String before = ContentHash.of(Orders.parking("az-1").build());

        assertNotEquals(
                before, ContentHash.of(change.apply(Orders.parking("az-1")).build()));
    }

    static Stream<Payer> otherPayers() {
        return Stream.of(
                Payer.of("Erik", "Mustermann").at("Heidestr.", "17", "51147", "Köln", "DE"),
                Payer.of("Erika", "Musterfrau").at("Heidestr.", "17", "51147", "Köln", "DE"),
                Payer.of("Erika", "Mustermann").at("Heideweg", "17", "51147", "Köln", "DE"),
                Payer.of("Erika", "Mustermann").at("Heidestr.", "18", "51147", "Köln", "DE"),
                Payer.of("Erika", "Mustermann").at("Heidestr.", "17", "51149", "Köln", "DE"),
                Payer.of("Erika", "Mustermann").at("Heidestr.", "17", "51147", "Bonn", "DE"),
                Payer.of("Erika", "Mustermann").at("Heidestr.", "17", "51147", "Köln", "AT"));
    }

    @ParameterizedTest
    @MethodSource("otherPayers")
    void eachPartOfAPayerIsRecognised(Payer other) {
        Payer payer = Payer.of("Erika", "Mustermann").at("Heidestr.", "17", "51147", "Köln", "DE");

        assertNotEquals(
                ContentHash.of(Orders.parking("az-1").payer(payer).build()),
                ContentHash.of(Orders.parking("az-1").payer(other).build()));
    }

    @Test
    void whereAPartEndsIsRecognisedToo() {
        assertNotEquals(
                ContentHash.of(
                        Orders.parking("az-1").purpose("AB").description("C").build()),
                ContentHash.of(
                        Orders.parking("az-1").purpose("A").description("BC").build()));
    }

    /** Each row is the same mandate with one other part. */
    @ParameterizedTest
    @CsvSource({
        "CORE, ONE_OFF, DE98ZZZ09999999999, 2026-03-02, Musterstadt, DE89370400440532013000, , Erika, Mustermann",
        "CORE, ONE_OFF, DE98ZZZ09999999999, 2026-03-01, Neustadt, DE89370400440532013000, , Erika, Mustermann",
        "B2B, ONE_OFF, DE98ZZZ09999999999, 2026-03-01, Musterstadt, DE89370400440532013000, , Erika, Mustermann",
        "CORE, RECURRING, DE98ZZZ09999999999, 2026-03-01, Musterstadt, DE89370400440532013000, , Erika, Mustermann",
        "CORE, ONE_OFF, AT61ZZZ01234567890, 2026-03-01, Musterstadt, DE89370400440532013000, , Erika, Mustermann",
        "CORE, ONE_OFF, DE98ZZZ09999999999, 2026-03-01, Musterstadt, NO9386011117947, , Erika, Mustermann",
        "CORE, ONE_OFF, DE98ZZZ09999999999, 2026-03-01, Musterstadt, DE89370400440532013000, COBADEFF, Erika, Mustermann",
        "CORE, ONE_OFF, DE98ZZZ09999999999, 2026-03-01, Musterstadt, DE89370400440532013000, , Erik, Mustermann",
        "CORE, ONE_OFF, DE98ZZZ09999999999, 2026-03-01, Musterstadt, DE89370400440532013000, , Erika, Musterfrau"
    })
    void eachPartOfAMandateIsRecognised(
            SepaMandate.Scheme scheme,
            SepaMandate.Sequence sequence,
            String creditorId,
            LocalDate signedOn,
            String signedAt,
            String iban,
            String bic,
            String firstName,
            String lastName) {
        SepaMandate.Signed one = new SepaMandate.Signed(
                SepaMandate.Scheme.CORE,
                SepaMandate.Sequence.ONE_OFF,
                "DE98ZZZ09999999999",
                LocalDate.of(2026, 3, 1),
                "Musterstadt",
                "DE89370400440532013000",
                null,
                "Erika",
                "Mustermann");
        SepaMandate.Signed other = new SepaMandate.Signed(
                scheme, sequence, creditorId, signedOn, signedAt, iban, bic, firstName, lastName);

        assertNotEquals(hashWith(one), hashWith(other));
    }

    private static String hashWith(SepaMandate.Signed signed) {
        return ContentHash.of(Orders.parking("az-1")
                .mandate(SepaMandate.signed("MUSTERSTADT-2026-0000000001", signed))
                .build());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Eri\u0000ka", "Eri\nka", "Eri\u0085ka", "Eri\uD800ka", "Eri\uFFFEka"})
    void charactersThatCannotTravelAreRefusedWithTheirPlace(String text) {
        String place = "at position 3";
        for (Executable use : new Executable[] {
            () -> Payer.of(text, "Mustermann"),
            () -> Payer.of("Erika", text),
            () -> Payer.of("Erika", "Mustermann").at(text, "1", "94032", "Passau", "DE"),
            () -> LineItem.of(text, Money.cents(1), "1"),
            () -> LineItem.of("X", Money.cents(1), text),
            () -> Orders.parking("az-1").description(text).build(),
            () -> Orders.parking("az-1").purpose(text).build()
        }) {
            String refusal = assertThrows(IllegalArgumentException.class, use).getMessage();
            assertTrue(refusal.contains(place), refusal);
        }
    }

    @Test
    void charactersOfEveryLanguageTravel() {
        assertDoesNotThrow(() -> Payer.of("Łukasz", "O’Brien-Øé \uD83D\uDE00"));
    }

    static Stream<UnaryOperator<LineItem>> otherItems() {
        return Stream.of(
                item -> LineItem.of("Y", item.net(), item.budgetAccount()),
                item -> LineItem.of(item.text(), Money.cents(2), item.budgetAccount()),
                item -> LineItem.of(item.text(), item.net(), "2"),
                item -> item.withTax(Money.cents(1), BigDecimal.valueOf(19)),
                item -> item.withTax(Money.cents(1), BigDecimal.valueOf(7)),
                item -> item.withBudgetObject("7"),
                item -> item.withBookingData(Map.of("a", "b")),
                item -> item.withBookingData(Map.of("a", "c")),
                item -> item.withBookingData(Map.of("d", "b")));
    }

    @Test
    void noTwoContentsOfAnItemAreTheSame() {
        LineItem item = LineItem.of("X", Money.cents(1), "1");

        assertEquals(
                otherItems().count(),
                otherItems()
                        .map(change -> ContentHash.of(
                                Orders.parking("az-1").item(change.apply(item)).build()))
                        .distinct()
                        .count());
    }

    @ParameterizedTest
    @MethodSource("otherItems")
    void eachPartOfAnItemIsRecognised(UnaryOperator<LineItem> change) {
        LineItem item = LineItem.of("X", Money.cents(1), "1");
        String before = ContentHash.of(Orders.parking("az-1").item(item).build());

        assertNotEquals(
                before,
                ContentHash.of(Orders.parking("az-1").item(change.apply(item)).build()));
    }

    @Test
    void theReturnAddressIsNotContent() {
        assertEquals(
                ContentHash.of(Orders.parking("az-1").build()),
                ContentHash.of(Orders.parking("az-1")
                        .returnTo(URI.create("https://other.example/"))
                        .build()));
    }

    @Test
    void nothingPersonalIsShown() {
        PaymentOrder order = Orders.parking("az-1")
                .payer(Payer.of("Erika", "Mustermann").at("Heidestr.", "17", "51147", "Köln", "DE"))
                .item(LineItem.of("Gebühr Erika Mustermann", Money.cents(1), "1"))
                .purpose("Mustermann")
                .build();

        for (String shown : List.of(
                order.toString(),
                order.items().toString(),
                order.payer().orElseThrow().toString())) {
            assertFalse(shown.contains("Mustermann"), shown);
            assertFalse(shown.contains("Heidestr"), shown);
        }
    }

    @Test
    void taxNeedsARateAndARateNeedsTax() {
        LineItem item = LineItem.of("X", Money.cents(100), "1");

        assertDoesNotThrow(() -> item.withTax(Money.cents(19), BigDecimal.valueOf(19)));
        assertThrows(IllegalArgumentException.class, () -> item.withTax(Money.cents(19), BigDecimal.ZERO));
        assertThrows(IllegalArgumentException.class, () -> item.withTax(Money.cents(19), new BigDecimal("100.01")));
        assertThrows(IllegalArgumentException.class, () -> item.withTax(Money.cents(19), BigDecimal.valueOf(-1)));
    }
}
