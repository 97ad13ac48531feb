package io.github.bayernkommunal.epay.testkit;

import static io.github.bayernkommunal.epay.testkit.Soap.code;
import static io.github.bayernkommunal.epay.testkit.Soap.mandant;
import static io.github.bayernkommunal.epay.testkit.Soap.string;
import static io.github.bayernkommunal.epay.testkit.Soap.value;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bayernkommunal.epay.testkit.BookedPayment.State;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EpayBlTest {

    @RegisterExtension
    static final EpaySimulator platform = EpaySimulator.create();

    private static Soap soap;

    @BeforeAll
    static void connect() {
        soap = new Soap(platform, 3);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void claimIsTemporaryUntilThePaypageWasFinished(int dialect) throws Exception {
        Soap client = new Soap(platform, dialect);
        String kassenzeichen = client.openClaim("T-1");

        String open = client.information(kassenzeichen);
        assertEquals("0.00", value(open, "betragHauptforderungen"));
        assertTrue(open.contains("AKTIV") && !open.contains("INAKTIV"));

        platform.pay(kassenzeichen);

        String paid = client.information(kassenzeichen);
        assertEquals("KREDITKARTE", value(paid, "zahlverfahren"));
        assertEquals("42.50", value(paid, "betragHauptforderungen"));
        assertEquals("42.50", value(paid, "saldo"));
        assertTrue(paid.contains("INAKTIV"));
        assertEquals("GEWERBE 123", platform.bookings().get(0).reference());
        assertEquals("T-1", platform.bookings().get(0).requestId());
    }

    @Test
    void resultsHaveTheShapeOfTheirDialect() throws Exception {
        String two = new Soap(platform, 2).call("isAlive", mandant());
        String three = soap.call("isAlive", mandant());

        assertEquals("+0000", code(two));
        assertFalse(two.contains("<text>"));
        assertEquals("+0000", code(three));
        assertTrue(three.contains("<text>"));
    }

    @Test
    void balanceFollowsTheMoney() throws Exception {
        String kassenzeichen = soap.openClaim("T-1");
        platform.pay(kassenzeichen);

        platform.settle(kassenzeichen, "40.00");
        assertEquals("2.50", value(soap.information(kassenzeichen), "saldo"));
        platform.settle(kassenzeichen, "5.00");
        assertEquals("-2.50", value(soap.information(kassenzeichen), "saldo"));
        platform.returnDebit(kassenzeichen);
        assertEquals("42.50", value(soap.information(kassenzeichen), "saldo"));
        assertEquals("45.00", value(soap.information(kassenzeichen), "betragRuecklastschriften"));
        platform.withdraw(kassenzeichen);
        assertEquals("0.00", value(soap.information(kassenzeichen), "saldo"));
        assertEquals("42.50", value(soap.information(kassenzeichen), "betragStornos"));
        assertEquals("0.00", value(soap.information(kassenzeichen), "betragZahlungseingaenge"));
    }

    @Test
    void transactionCanBeLookedUpAfterTheConnectionWasCut() throws Exception {
        soap.createCustomer("K-1");
        platform.next(Mishap.CONNECTION_CUT_AFTER_BOOKING);
        String order = mandant() + string("eShopKundenNr", "K-1") + soap.list("T-1");
        org.junit.jupiter.api.Assertions.assertThrows(
                java.io.IOException.class, () -> soap.call("anlegenKassenzeichen", order));

        assertEquals("-0531", code(soap.call("anlegenKassenzeichen", order)));
        String found = soap.call("lesenTransaktion", mandant() + string("eShopTransaktionsNr", "T-1"));

        assertEquals(platform.bookings().get(0).transactionId(), value(found, "kassenzeichen"));
        assertEquals(1, platform.bookings().size());
        assertEquals("-0530", code(soap.call("lesenTransaktion", mandant() + string("eShopTransaktionsNr", "T-2"))));
    }

    @ParameterizedTest
    @CsvSource({
        "T-1, T.2*, -0530",
        ">42.50<, >0.00<, -0503",
        ">42.50<, >42.505<, -0525",
        "GEWERBE 123, Gewerbe, -0610",
        "1100.1000, 1100.100001, -0604",
        "EUR, USD, -0514",
        "2026-03-14T, 14.03., -0508",
        ">01<, >99<, -0504",
        ">42<, >43<, -0302",
        "K-1, K-2, -0199",
        "9990000001, 9990000002, -0012"
    })
    void brokenRuleIsAnsweredWithItsCode(String valid, String broken, String code) throws Exception {
        soap.createCustomer("K-1");
        String order = mandant() + string("eShopKundenNr", "K-1") + soap.list("T-1");
        assertTrue(order.contains(valid));

        // only the first place: the list's own amount, not the item's
        String answer = soap.call("anlegenKassenzeichen", order.replaceFirst(valid.replace(".", "\\."), broken));

        assertEquals(code, code(answer), answer);
        assertTrue(platform.bookings().isEmpty());
    }

    @Test
    void sumOfTheItemsMustBeTheAmount() throws Exception {
        soap.createCustomer("K-1");
        String order =
                mandant() + string("eShopKundenNr", "K-1") + soap.list("T-1").replaceFirst("42\\.50", "42.51");

        assertEquals("-0506", code(soap.call("anlegenKassenzeichen", order)));
    }

    @Test
    void orderOfTheParametersIsStrict() throws Exception {
        HttpResponse<String> answer = soap.send(
                Soap.envelope("lesenKassenzeichenInfo", string("kassenzeichen", "4200000000001") + mandant()));

        assertEquals(500, answer.statusCode());
        assertTrue(answer.body().contains("must be mandantNr"), answer.body());
    }

    @Test
    void parameterWithoutTypeIsAFault() throws Exception {
        HttpResponse<String> answer = soap.send(Soap.envelope("isAlive", "<mandantNr>9990000001</mandantNr>"));

        assertEquals(500, answer.statusCode());
        assertTrue(answer.body().contains("xsi:type"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><x>&e;</x>",
                "no xml",
                "<a/>",
                "<soap:Envelope xmlns:soap='http://www.w3.org/2003/05/soap-envelope'><soap:Body/></soap:Envelope>"
            })
    void messageThatIsNoEnvelopeIsAFault(String message) throws Exception {
        assertEquals(500, soap.send(message).statusCode());
    }

    @Test
    void operationThatIsNotOfferedIsAFaultThatSaysSo() throws Exception {
        String name = "anlegenKassenzeichenMitZahlverfahrenlisteMitBLP";
        try (EpaySimulator old =
                EpaySimulator.builder().withoutEpayBlOperations(name).start()) {
            String answer = new Soap(old, 3).call(name, mandant());

            assertTrue(answer.contains("method '" + name + "' not available"), answer);
        }
    }

    @Test
    void claimWithListOfMeansAndParametersIsOpened() throws Exception {
        soap.createCustomer("K-1");

        String answer = soap.call(
                "anlegenKassenzeichenMitZahlverfahrenlisteMitBLP",
                mandant() + string("eShopKundenNr", "K-1") + soap.list("T-1") + "<lieferAdresse xsi:nil=\"true\"/>"
                        + string("buchungsText", "GEWERBE")
                        + "<zahlverfahrenListe xsi:type=\"ep:StringList\">" + string("stringList", "KREDITKARTE")
                        + "</zahlverfahrenListe>"
                        + "<buchungslisteParameterSet xsi:type=\"ep:BuchungsListeParameterSet\">"
                        + "<buchungsListeParameterList><buchungslistenParameter>" + string("name", "a")
                        + string("wert", "b")
                        + "</buchungslistenParameter></buchungsListeParameterList></buchungslisteParameterSet>");

        assertEquals("+0000", code(answer), answer);
        assertEquals(1, platform.bookings().size());
    }

    @Test
    void prepaymentIsAClaimAtOnceAndHasNoPaypage() throws Exception {
        soap.createCustomer("K-1");

        String opened = soap.call(
                "ueberweisenVorLieferungMitBLP", mandant() + string("eShopKundenNr", "K-1") + soap.list("T-1"));

        String information = soap.information(value(opened, "kassenzeichen"));
        assertEquals("UEBERWEISUNGVOR", value(information, "zahlverfahren"));
        assertEquals("42.50", value(information, "saldo"));
        assertFalse(information.contains("paypageStatus"));
    }

    @ParameterizedTest
    @CsvSource({
        "abbuchenMitSEPAMandatMitBLP, DE02120300000000202051, +0000",
        "anlegenKassenzeichenMitSEPAMandatMitBLP, DE02120300000000202051, +0000",
        "abbuchenMitSEPAMandatMitBLP, DE03120300000000202051, -0443",
        "abbuchenMitSEPAMandatMitBLP, 1, -0440"
    })
    void debitNeedsAMandateWithAValidAccount(String operation, String iban, String code) throws Exception {
        soap.createCustomer("K-1");

        String answer = soap.call(
                operation,
                mandant() + string("eShopKundenNr", "K-1") + "<mandat xsi:type=\"ep:SepaMandat\">"
                        + string("referenz", "M".repeat(24)) + "<accountOwner xsi:type=\"ep:AccountOwner\">"
                        + string("Iban", iban) + "</accountOwner></mandat>" + soap.list("T-1"));

        assertEquals(code, code(answer), answer);
        assertEquals(code.equals("+0000") ? 1 : 0, platform.bookings().size());
    }

    @Test
    void customerIsMarkedForDeletionOnceNothingIsOpen() throws Exception {
        String kassenzeichen = soap.openClaim("T-1");
        String delete = mandant() + string("bewirtschafterNr", "42") + string("EShopKundenNr", "K-1");

        assertEquals("-0119", code(soap.call("loeschenKunde", delete)));
        platform.pay(kassenzeichen);
        assertEquals("+0000", code(soap.call("loeschenKunde", delete)));
        assertEquals("-0120", code(soap.call("loeschenKunde", delete)));
    }

    @Test
    void activationFinishesATemporaryClaim() throws Exception {
        String kassenzeichen = soap.openClaim("T-1");

        soap.call(
                "aktiviereTempKassenzeichen",
                string("wId", "42/" + kassenzeichen)
                        + mandant()
                        + string("saferpayReferenzID", "S-1")
                        + string("typZahlung", "VISA"));

        assertEquals(State.PAID, platform.bookings().get(0).state());
        assertEquals("KREDITKARTE", platform.bookings().get(0).method());
    }

    @ParameterizedTest
    @CsvSource({"action=pay&means=KREDITKARTE, ok, PAID", "action=cancel, no, CANCELED"})
    void paypageLeadsToTheBacklinkOfTheResult(String choice, String end, State state) throws Exception {
        String kassenzeichen = soap.openClaim("T-1");
        URI entrance = URI.create(
                platform.paypageAddress() + "?mandant=9990000001&EShopKundenNr=K-1&kassenzeichen=" + kassenzeichen
                        + "&backlinkSuccess=https%3A%2F%2Famt.example%2Fok&backlinkAbort=https%3A%2F%2Famt.example%2Fno");

        HttpResponse<String> redirect = soap.browse(entrance);
        assertEquals(303, redirect.statusCode());
        URI page = entrance.resolve(redirect.headers().firstValue("Location").orElseThrow());
        assertEquals(200, soap.browse(page).statusCode());
        HttpResponse<String> back = soap.form(page, choice);

        assertEquals(
                "https://amt.example/" + end,
                back.headers().firstValue("Location").orElseThrow());
        assertEquals(state, platform.bookings().get(0).state());
    }

    @Test
    void paypageRefusesTheKassenzeichenOfAnotherCustomer() throws Exception {
        String kassenzeichen = soap.openClaim("T-1");

        URI entrance = URI.create(platform.paypageAddress() + "?mandant=9990000001&EShopKundenNr=K-2&kassenzeichen="
                + kassenzeichen + "&backlinkSuccess=https%3A%2F%2Fa.example&backlinkAbort=https%3A%2F%2Fa.example");

        assertEquals(403, soap.browse(entrance).statusCode());
    }

    @Test
    void reportCanBeWrong() throws Exception {
        String kassenzeichen = soap.openClaim("T-1");
        platform.pay(kassenzeichen);

        platform.next(Mishap.WRONG_AMOUNT);
        assertEquals("42.51", value(soap.information(kassenzeichen), "betragHauptforderungen"));
        platform.next(Mishap.UNKNOWN_STATUS);
        assertTrue(soap.information(kassenzeichen).contains("UNBEKANNT"));
        platform.next(Mishap.WRONG_REQUEST_ID);
        assertEquals("4200000000000", value(soap.information(kassenzeichen), "kassenzeichen"));
        platform.reportWrongAmount(kassenzeichen, "1.00");
        assertEquals("1.00", value(soap.information(kassenzeichen), "betragHauptforderungen"));
    }

    @Test
    void certificateIsDemandedWithMutualTls() throws Exception {
        try (EpaySimulator strict = EpaySimulator.builder().mutualTls().start()) {
            Map<String, String> withoutKey = new HashMap<>(strict.settings());
            withoutKey.remove("epay.client-key.file");

            assertEquals("+0000", code(new Soap(strict, 3).call("isAlive", mandant())));
            assertEquals("-0020", code(new Soap(strict, new Client(withoutKey), 3).call("isAlive", mandant())));
        }
    }
}
