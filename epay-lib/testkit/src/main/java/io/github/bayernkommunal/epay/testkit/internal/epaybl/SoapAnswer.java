package io.github.bayernkommunal.epay.testkit.internal.epaybl;

import io.github.bayernkommunal.epay.testkit.internal.Answer;
import java.math.BigDecimal;

/** Writes the answer of one operation, element by element. */
final class SoapAnswer {

    private final StringBuilder xml = new StringBuilder();
    private final Dialect dialect;

    SoapAnswer(Dialect dialect) {
        this.dialect = dialect;
    }

    SoapAnswer begin(String name) {
        xml.append('<').append(name).append('>');
        return this;
    }

    SoapAnswer end(String name) {
        xml.append("</").append(name).append('>');
        return this;
    }

    SoapAnswer text(String name, String value) {
        return leaf(name, "string", value);
    }

    SoapAnswer amount(String name, BigDecimal value) {
        return leaf(name, "decimal", value.setScale(2).toPlainString());
    }

    /** The part {@code ergebnis} in the shape of the dialect. */
    SoapAnswer ergebnis(long paymentId, boolean ok, String code, String text) {
        begin("ergebnis").text("EPaymentId", String.valueOf(paymentId)).leaf("istOk", "boolean", String.valueOf(ok));
        if (dialect == Dialect.V3) {
            begin("text");
        }
        text("code", code).text("kurzText", ok ? "OK" : "FEHLER").text("langText", text);
        if (dialect == Dialect.V3) {
            text("sprache", "de").end("text");
        }
        return end("ergebnis");
    }

    Answer answer(String operation) {
        String response = operation + "Response";
        return envelope(
                200,
                "<ep:%s xmlns:ep=\"%s\"><return>%s</return></ep:%s>"
                        .formatted(response, Envelope.EPAYMENT, xml, response));
    }

    static Answer fault(int status, String code, String text) {
        return envelope(
                status,
                "<soapenv:Fault><faultcode>soapenv:%s</faultcode><faultstring>%s</faultstring></soapenv:Fault>"
                        .formatted(code, escape(text)));
    }

    private SoapAnswer leaf(String name, String type, String value) {
        xml.append('<').append(name).append(" xsi:type=\"xsd:").append(type).append("\">");
        xml.append(escape(value));
        return end(name);
    }

    private static Answer envelope(int status, String body) {
        return Answer.of(status, "text/xml;charset=UTF-8", """
                <?xml version="1.0" encoding="UTF-8"?>
                <soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" \
                xmlns:xsd="http://www.w3.org/2001/XMLSchema" \
                xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\
                <soapenv:Body soapenv:encodingStyle="http://schemas.xmlsoap.org/soap/encoding/">%s</soapenv:Body>\
                </soapenv:Envelope>
                """.formatted(body));
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
