package io.github.bayernkommunal.postfach.testkit.internal;

import io.github.bayernkommunal.postfach.testkit.ReceiptStyle;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Writes SOAP answers in the chosen spelling. */
final class AnswerWriter {

    private final ReceiptStyle style;

    AnswerWriter(ReceiptStyle style) {
        this.style = style;
    }

    /** A complete answer with its HTTP status. */
    record Answer(int status, String envelope) {

        byte[] bytes() {
            return envelope.getBytes(StandardCharsets.UTF_8);
        }
    }

    /** The answer of native mode; also a refusal is an ordinary answer (chapter 13.1). */
    Answer nativeAnswer(String... receiptDocuments) {
        return answer(Operation.NATIVE, receiptDocuments);
    }

    /** Answer wrapper and parts of any operation, status 200. */
    Answer answer(Operation operation, String... documents) {
        return new Answer(200, envelope(output(operation, List.of(documents))));
    }

    /** Fault of OK.KOMM, unqualified {@code faultcode}, with or without the output part beside it (chapter 13.2.4). */
    Answer okKommFault(String code, String meaning, String outputDocument, boolean withOutput) {
        String body = fault(code, meaning);
        if (withOutput) {
            body += output(Operation.OK_KOMM, List.of(outputDocument));
        }
        return new Answer(500, envelope(body)); // SOAP 1.1, 6.2: a fault is a 500
    }

    /** Fault of the SOAP layer. */
    Answer soapFault(SoapFault fault) {
        return new Answer(500, envelope(fault(soapPrefix() + ":" + fault.code(), fault.text())));
    }

    private String fault(String code, String text) {
        String p = style == ReceiptStyle.DEFAULT_NAMESPACE ? "" : soapPrefix() + ":";
        // faultcode and faultstring have no namespace, also below a default namespace (SOAP 1.1, 4.4)
        String none = p.isEmpty() ? " xmlns=\"\"" : "";
        return "<%sFault><faultcode%s>%s</faultcode><faultstring%s>%s</faultstring></%sFault>"
                .formatted(p, none, Xml.escape(code), none, Xml.escape(text), p);
    }

    private String output(Operation operation, List<String> documents) {
        String prefix = style == ReceiptStyle.OTHER_PREFIXES ? "x-1" : "k";
        List<String> parts = new ArrayList<>();
        for (String document : documents) {
            parts.add(part(operation, prefix, document));
        }
        return "<%s:%s xmlns:%s=\"%s\">%s</%s:%s>"
                .formatted(
                        prefix,
                        operation.answerWrapper(),
                        prefix,
                        Bsp.SERVICE,
                        String.join("", parts),
                        prefix,
                        operation.answerWrapper());
    }

    private String part(Operation operation, String prefix, String document) {
        boolean qualified = style == ReceiptStyle.QUALIFIED_PART;
        String name = qualified ? prefix + ":" + operation.output() : operation.output();
        String none = style == ReceiptStyle.DEFAULT_NAMESPACE ? " xmlns=\"\"" : "";
        String text = operation == Operation.OK_KOMM
                ? base64(document)
                : style == ReceiptStyle.CDATA ? cdata(document) : Xml.escape(document);
        return "<%s%s>%s</%s>".formatted(name, none, text, name);
    }

    private String base64(String document) {
        if (style == ReceiptStyle.BROKEN_BASE64_LINES) {
            byte[] bytes = document.replace("><", ">\u00a0<").getBytes(StandardCharsets.UTF_8);
            return Base64.getMimeEncoder().encodeToString(bytes).replace("\r", "");
        }
        return Base64.getEncoder().encodeToString(document.getBytes(StandardCharsets.UTF_8));
    }

    private static String cdata(String document) {
        return "<![CDATA[" + document.replace("]]>", "]]]]><![CDATA[>") + "]]>";
    }

    private String envelope(String body) {
        String prefix = soapPrefix();
        if (style == ReceiptStyle.DEFAULT_NAMESPACE) {
            return "<Envelope xmlns=\"%s\" xmlns:%s=\"%s\"><Body>%s</Body></Envelope>"
                    .formatted(Bsp.SOAP, prefix, Bsp.SOAP, body);
        }
        String header = style == ReceiptStyle.CDATA ? "<%s:Header/>".formatted(prefix) : "";
        return "<%s:Envelope xmlns:%s=\"%s\">%s<%s:Body>\n%s\n</%s:Body></%s:Envelope>"
                .formatted(prefix, prefix, Bsp.SOAP, header, prefix, body, prefix, prefix);
    }

    private String soapPrefix() {
        return style == ReceiptStyle.OTHER_PREFIXES ? "SOAP-ENV" : "e";
    }
}
