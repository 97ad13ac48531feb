package io.github.bayernkommunal.samples.benchmarks;

import java.nio.charset.StandardCharsets;

/** Answers as a mailbox and as a payment platform, as shortly as their protocols allow. */
final class Services implements LoopbackServer.Desk {

    /** Path of the mailbox. */
    static final String MAILBOX = "/mailbox";

    /** Path of the mailbox of BundID. */
    static final String ZBP = "/v6/";

    /** Path of the payment platform. */
    static final String PAYMENTS = "/payments";

    private static final byte[] RECEIPT = """
            <e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body>\
            <k:sendBspNachrichtNativeOutput xmlns:k="urn:akdb:bsp:postkorb:komm:webservice"><bspQuittung>\
            &lt;?xml version="1.0" encoding="UTF-8"?&gt;\
            &lt;q:BspQuittung xmlns:q="http://www.akdb.de/egov/bsp/nachrichten" version="1.5" fassung="2020-03-15"&gt;\
            &lt;q:AnnahmeErfolgreich&gt;true&lt;/q:AnnahmeErfolgreich&gt;\
            &lt;q:ErgebnisStatus&gt;&lt;q:Tabelle&gt;9006&lt;/q:Tabelle&gt;&lt;q:Schluessel&gt;0&lt;/q:Schluessel&gt;&lt;/q:ErgebnisStatus&gt;\
            &lt;/q:BspQuittung&gt;\
            </bspQuittung></k:sendBspNachrichtNativeOutput></e:Body></e:Envelope>""".getBytes(StandardCharsets.UTF_8);

    @Override
    public byte[] answer(String target, byte[] body) {
        if (target.startsWith(MAILBOX)) {
            return RECEIPT;
        }
        if (target.startsWith(ZBP)) {
            return "{\"id\":\"1\"}".getBytes(StandardCharsets.UTF_8);
        }
        return body.length > 0 ? created(body) : asked(target);
    }

    @Override
    public String type(String target) {
        return target.startsWith(MAILBOX) ? "text/xml; charset=utf-8" : "application/json";
    }

    /** The transaction id is the request id, as with some providers, so that nothing has to be remembered. */
    private static byte[] created(byte[] body) {
        String request = new String(body, StandardCharsets.UTF_8);
        int start = request.indexOf("\"requestId\":\"") + 13;
        return transaction(request.substring(start, request.indexOf('"', start)));
    }

    private static byte[] asked(String target) {
        return transaction(target.substring(target.lastIndexOf('/') + 1));
    }

    private static byte[] transaction(String id) {
        return """
                {"paymentInformation":{"transactionId":"%s","transactionRedirectUrl":"https://127.0.0.1/page/%s",\
                "transactionUrl":"https://127.0.0.1/payments/%s","status":"INITIAL"},\
                "paymentRequest":{"requestId":"%s","requestTimestamp":"2026-01-01T12:00:00.000Z","currency":"EUR",\
                "grosAmount":30.70,"purpose":"Bewohnerparken","redirectUrl":"https://antrag.musterstadt.example/zahlung/f3b1",\
                "items":[{"id":"1","reference":"az-2026-0815","description":"BEWOHNERPARKEN","taxRate":0,"quantity":1,\
                "totalNetAmount":30.70,"totalTaxAmount":0,"singleNetAmount":30.70,"singleTaxAmount":0,\
                "bookingData":{"haushaltsstelle":"1110.1000"}}]}}""".formatted(id, id, id, id).getBytes(StandardCharsets.UTF_8);
    }
}
