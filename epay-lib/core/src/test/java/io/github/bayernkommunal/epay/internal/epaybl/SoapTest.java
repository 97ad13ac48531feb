package io.github.bayernkommunal.epay.internal.epaybl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bayernkommunal.epay.Bewirtschafter;
import io.github.bayernkommunal.epay.EpayException;
import io.github.bayernkommunal.epay.EpayProtocolException;
import io.github.bayernkommunal.epay.LineItem;
import io.github.bayernkommunal.epay.Money;
import io.github.bayernkommunal.epay.PaymentOrder;
import io.github.bayernkommunal.epay.internal.soap.Element;
import io.github.bayernkommunal.epay.internal.soap.Soap;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SoapTest {

    private static final String BEFORE = "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body>";
    private static final String AFTER = "</s:Body></s:Envelope>";

    private static Element read(String document) {
        return Soap.read(document.getBytes(StandardCharsets.UTF_8), "isAlive");
    }

    private static String refusal(String document) {
        return assertThrows(EpayProtocolException.class, () -> read(document)).code();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<r><ergebnis><istOk>true</istOk><text><code>+0000</code></text></ergebnis></r>",
                "<r><ergebnis><istOk>1</istOk><code>+0000</code></ergebnis></r>",
                "<r><x><y><ergebnis><istOk> true </istOk><!-- c --><code>+00<!-- c -->00</code></ergebnis></y></x></r>",
                "<r><istOk>true</istOk><code>+0000</code></r>",
                "<r><return href=\"#1\"/></r><m id=\"1\"><ergebnis href=\"#2\"/></m><m id=\"2\"><istOk>true</istOk><code>0</code></m>",
                "<r><ergebnis xmlns=\"urn:other\"><istOk>true</istOk><code><![CDATA[+0000]]></code></ergebnis></r>",
            })
    void bothGenerationsAndEveryWrapper(String body) {
        Element answer = read(BEFORE + body + AFTER);

        Outcome outcome = Outcome.of(
                answer.having("ergebnis").or(() -> answer.having("istOk")).orElseThrow(), "isAlive");

        assertTrue(outcome.ok());
        assertEquals(0, outcome.code());
    }

    @ParameterizedTest
    @CsvSource({"-0531, -531", "-9999, -9999", "+0000, 0", "0, 0", "abc, -2147483648"})
    void codesAreNumbers(String written, int code) {
        Element answer =
                read(BEFORE + "<r><ergebnis><istOk>false</istOk><code>" + written + "</code></ergebnis></r>" + AFTER);

        assertEquals(
                code, Outcome.of(answer.having("ergebnis").orElseThrow(), "x").code());
    }

    @Test
    void aCircleOfReferencesLeadsNowhere() {
        Element answer = read(BEFORE + "<r href=\"#1\"/><m id=\"1\" href=\"#2\"/><m id=\"2\" href=\"#1\"/>" + AFTER);

        assertTrue(answer.having("ergebnis").isEmpty());
    }

    @Test
    void aResultWithoutIstOkSaysNothing() {
        Element answer = read(BEFORE + "<r><ergebnis><code>+0000</code></ergebnis></r>" + AFTER);

        assertEquals(
                "EPAY-303",
                assertThrows(
                                EpayException.class,
                                () -> Outcome.of(answer.having("ergebnis").orElseThrow(), "x"))
                        .code());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "<html/>",
                "<s:Envelope xmlns:s=\"http://www.w3.org/2003/05/soap-envelope\"><s:Body/></s:Envelope>",
                "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"/>",
                "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>" + BEFORE + AFTER,
                "<!DOCTYPE x>" + BEFORE + AFTER,
                "<!DOCTYPE x [<!ENTITY e \"v\">]>" + BEFORE + "<r>&e;</r>" + AFTER,
                "<!DOCTYPE x [\u0001]>" + BEFORE + AFTER,
                BEFORE + "<r>&undeclared;</r>" + AFTER,
                BEFORE + AFTER + "x",
                BEFORE,
                BEFORE + "<r>\u0000</r>" + AFTER
            })
    void whatIsNotAnAnswer(String document) {
        assertEquals("EPAY-301", refusal(document));
    }

    @Test
    void nothingIsFetched() throws IOException {
        try (ServerSocket listener = new ServerSocket(0)) {
            listener.setSoTimeout(1);
            String address = "http://127.0.0.1:" + listener.getLocalPort() + "/x";

            for (String attack : List.of(
                    "<!DOCTYPE x SYSTEM \"" + address + "\">",
                    "<!DOCTYPE x [<!ENTITY e SYSTEM \"" + address + "\">]>",
                    "<!DOCTYPE x [<!ENTITY % p SYSTEM \"" + address + "\"> %p;]>")) {
                assertEquals("EPAY-301", refusal(attack + BEFORE + "<r>&e;</r>" + AFTER));
            }

            assertThrows(IOException.class, listener::accept, "somebody called");
        }
    }

    @Test
    void otherEncodingsAreRefused() {
        for (String name : List.of("UTF-16", "UTF-16LE", "ISO-8859-1")) {
            byte[] bytes = (BEFORE + "<r>ä</r>" + AFTER).getBytes(Charset.forName(name));

            assertThrows(EpayProtocolException.class, () -> Soap.read(bytes, "x"), name);
        }
    }

    @Test
    void bothSidesOfTheDepth() {
        // Envelope and Body are two of 64 levels
        read(BEFORE + "<a>".repeat(62) + "</a>".repeat(62) + AFTER);

        assertEquals("EPAY-301", refusal(BEFORE + "<a>".repeat(63) + "</a>".repeat(63) + AFTER));
    }

    @Test
    void bothSidesOfTheNumberOfElements() {
        read(BEFORE + "<a/>".repeat(19_998) + AFTER);

        assertEquals("EPAY-301", refusal(BEFORE + "<a/>".repeat(19_999) + AFTER));
    }

    @Test
    void bothSidesOfTheNumberOfAttributes() {
        StringBuilder attributes = new StringBuilder();
        for (int i = 0; i < 64; i++) {
            attributes.append(" a").append(i).append("=\"1\"");
        }
        read(BEFORE + "<a" + attributes + "/>" + AFTER);

        assertEquals("EPAY-301", refusal(BEFORE + "<a" + attributes + " b=\"1\"/>" + AFTER));
    }

    @Test
    void theFactorysPropertiesDoNotDependOnTheJvmsSettings() {
        System.setProperty("javax.xml.stream.supportDTD", "true");
        System.setProperty("javax.xml.accessExternalDTD", "all");
        System.setProperty("javax.xml.stream.XMLInputFactory", "does.not.Exist");
        try {
            assertEquals("EPAY-301", refusal("<!DOCTYPE x [<!ENTITY e \"v\">]>" + BEFORE + "<r>&e;</r>" + AFTER));
        } finally {
            System.clearProperty("javax.xml.stream.supportDTD");
            System.clearProperty("javax.xml.accessExternalDTD");
            System.clearProperty("javax.xml.stream.XMLInputFactory");
        }
    }

    @Property(tries = 500)
    void noBytesLeadToAnythingButARefusal(@ForAll @StringLength(max = 60) String noise) {
        for (String document : List.of(noise, BEFORE + noise + AFTER, BEFORE + "<r>" + noise + "</r>" + AFTER)) {
            try {
                read(document).having("ergebnis");
            } catch (EpayProtocolException refused) {
                assertEquals("EPAY-301", refused.code());
            }
        }
    }

    @Test
    void aCreationIsWrittenAsTheServiceWantsIt() {
        PaymentOrder order = PaymentOrder.builder("az-1")
                .item(LineItem.of("GEWERBE <1> & \"2\"", Money.euro("42.50"), "1100.1000")
                        .withBudgetObject("0001"))
                .returnTo(URI.create("https://a.example/x"))
                .build();
        Bewirtschafter payee = Bewirtschafter.of("9990000001", "42");
        Instant due = Instant.parse("2025-03-14T10:15:30.999Z");

        String second = new String(
                Soap.encoded(
                        "http://www.bff.bund.de/ePayment",
                        "op",
                        List.of(Bookings.list(order, payee, "T1", "01", null, false, due))),
                StandardCharsets.UTF_8);
        String third = new String(
                Soap.encoded(
                        "http://www.bff.bund.de/ePayment",
                        "op",
                        List.of(Bookings.list(order, payee, null, "01", null, true, due))),
                StandardCharsets.UTF_8);

        assertEquals(
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
                        + "<soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\""
                        + " xmlns:soapenc=\"http://schemas.xmlsoap.org/soap/encoding/\""
                        + " xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\""
                        + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
                        + " xmlns:ep=\"http://www.bff.bund.de/ePayment\">"
                        + "<soapenv:Body soapenv:encodingStyle=\"http://schemas.xmlsoap.org/soap/encoding/\"><ep:op>"
                        + "<buchungsListe xsi:type=\"ep:BuchungsListe\">"
                        + "<EShopTransaktionsNr xsi:type=\"xsd:string\">T1</EShopTransaktionsNr>"
                        + "<betrag xsi:type=\"xsd:decimal\">42.50</betrag>"
                        + "<bewirtschafterNr xsi:type=\"xsd:string\">42</bewirtschafterNr>"
                        + "<buchungen xsi:type=\"soapenc:Array\" soapenc:arrayType=\"ep:Buchung[1]\">"
                        + "<buchungen xsi:type=\"ep:Buchung\"><betrag xsi:type=\"xsd:decimal\">42.50</betrag>"
                        + "<buchungstext xsi:type=\"xsd:string\">GEWERBE &lt;1&gt; &amp; \"2\"</buchungstext>"
                        + "<haushaltsstelle xsi:type=\"xsd:string\">1100.1000</haushaltsstelle>"
                        + "<objektnummer xsi:type=\"xsd:string\">0001</objektnummer></buchungen></buchungen>"
                        + "<faelligkeitsdatum xsi:type=\"xsd:dateTime\">2025-03-14T10:15:30Z</faelligkeitsdatum>"
                        + "<kennzeichenMahnverfahren xsi:type=\"xsd:string\">01</kennzeichenMahnverfahren>"
                        + "<waehrungskennzeichen xsi:type=\"xsd:string\">EUR</waehrungskennzeichen></buchungsListe>"
                        + "</ep:op></soapenv:Body></soapenv:Envelope>",
                second);
        assertTrue(third.contains("<buchungsListe xsi:type=\"ep:BuchungsListe\"><betrag"));
        assertTrue(third.contains("<buchungen xsi:type=\"ep:BuchungList\"><buchungen xsi:type=\"ep:Buchung\">"));
    }
}
