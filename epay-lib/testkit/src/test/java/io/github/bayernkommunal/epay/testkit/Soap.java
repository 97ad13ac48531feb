package io.github.bayernkommunal.epay.testkit;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A small ePayBL client, hand-written for these tests: envelopes as text, answers read by pattern. */
final class Soap {

    private final Client client;
    private final URI address;
    private final boolean v3;

    Soap(EpaySimulator platform, int dialect) {
        this(platform, new Client(platform), dialect);
    }

    Soap(EpaySimulator platform, Client client, int dialect) {
        this.client = client;
        address = platform.epayBlAddress(dialect);
        v3 = dialect == 3;
    }

    static String string(String name, String value) {
        return "<%s xsi:type=\"xsd:string\">%s</%s>".formatted(name, value, name);
    }

    static String mandant() {
        return string("mandantNr", "9990000001");
    }

    /** A valid claim of 42.50 € in one item. */
    String list(String transaction) {
        String item = """
                <buchungen xsi:type="ep:Buchung"><betrag xsi:type="xsd:decimal">42.50</betrag>\
                <buchungstext xsi:type="xsd:string">GEWERBE 123</buchungstext>\
                <haushaltsstelle xsi:type="xsd:string">1100.1000</haushaltsstelle></buchungen>""";
        String items = v3
                ? "<buchungen xsi:type=\"ep:BuchungList\">" + item + "</buchungen>"
                : "<buchungen xsi:type=\"soapenc:Array\" soapenc:arrayType=\"ep:Buchung[1]\">" + item + "</buchungen>";
        return "<buchungsListe xsi:type=\"ep:BuchungsListe\">"
                + (transaction.isEmpty() ? "" : string("EShopTransaktionsNr", transaction))
                + "<betrag xsi:type=\"xsd:decimal\">42.50</betrag>" + string("bewirtschafterNr", "42") + items
                + "<faelligkeitsdatum xsi:type=\"xsd:dateTime\">2026-03-14T10:15:30Z</faelligkeitsdatum>"
                + string("kennzeichenMahnverfahren", "01") + string("waehrungskennzeichen", "EUR")
                + "</buchungsListe>";
    }

    String createCustomer(String number) throws Exception {
        return call(
                "anlegenKunde",
                mandant() + string("bewirtschafterNr", "42") + "<kunde xsi:type=\"ep:Kunde\">"
                        + string("EShopKundenNr", number) + string("sprache", "de") + "</kunde>");
    }

    /** Creates the customer {@code K-1} and a claim for it, and returns the Kassenzeichen. */
    String openClaim(String transaction) throws Exception {
        createCustomer("K-1");
        return value(
                call("anlegenKassenzeichen", mandant() + string("eShopKundenNr", "K-1") + list(transaction)),
                "kassenzeichen");
    }

    String information(String kassenzeichen) throws Exception {
        return call("lesenKassenzeichenInfo", mandant() + string("kassenzeichen", kassenzeichen));
    }

    String call(String operation, String parameters) throws Exception {
        return send(envelope(operation, parameters)).body();
    }

    static String envelope(String operation, String parameters) {
        return """
                <soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"
                  xmlns:soapenc="http://schemas.xmlsoap.org/soap/encoding/" xmlns:xsd="http://www.w3.org/2001/XMLSchema"
                  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:ep="http://www.bff.bund.de/ePayment">
                 <soapenv:Body soapenv:encodingStyle="http://schemas.xmlsoap.org/soap/encoding/">
                  <ep:%s>%s</ep:%s></soapenv:Body></soapenv:Envelope>""".formatted(operation, parameters, operation);
    }

    HttpResponse<String> send(String envelope) throws Exception {
        return client.http.send(
                HttpRequest.newBuilder(address)
                        .header("Content-Type", "text/xml; charset=UTF-8")
                        .header("SOAPAction", "\"\"")
                        .POST(BodyPublishers.ofString(envelope))
                        .build(),
                BodyHandlers.ofString());
    }

    HttpResponse<String> browse(URI page) throws Exception {
        return client.http.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString());
    }

    HttpResponse<String> form(URI page, String fields) throws Exception {
        return client.form(page, fields);
    }

    /** The text of the first element with this name, or an empty text. */
    static String value(String xml, String name) {
        Matcher matcher =
                Pattern.compile("<" + name + "[^>]*>([^<]*)</" + name + ">").matcher(xml);
        return matcher.find() ? matcher.group(1) : "";
    }

    static String code(String xml) {
        return value(xml, "code");
    }
}
