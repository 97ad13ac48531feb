package io.github.bayernkommunal.postfach.internal.bsp;

import io.github.bayernkommunal.postfach.DeliveryState;
import io.github.bayernkommunal.postfach.PostfachException;
import io.github.bayernkommunal.postfach.PostfachProtocolException;
import io.github.bayernkommunal.postfach.PostfachRejectedException;
import io.github.bayernkommunal.postfach.PostfachRoute;
import io.github.bayernkommunal.postfach.PostfachUnavailableException;
import io.github.bayernkommunal.postfach.Rejection;
import io.github.bayernkommunal.postfach.internal.Code;
import io.github.bayernkommunal.postfach.internal.HttpsCalls;
import io.github.bayernkommunal.postfach.internal.Redact;
import io.github.bayernkommunal.postfach.internal.StatusJudge;
import java.time.Clock;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/**
 * Says what an answer means. The order of the questions is binding, and what fits nowhere is uncertain: neither delivered
 * nor failed.
 */
final class AnswerJudge {

    private static final Pattern FAULT_CODE = Pattern.compile("\\bBSP1(\\d{3})\\b");

    private final StatusJudge statuses;

    AnswerJudge(Clock clock) {
        this.statuses = new StatusJudge(clock);
    }

    /** The receipt of an accepted message; everything else is thrown. */
    PostfachRoute.Receipt judge(HttpsCalls.Answer answer, Operation called) {
        PostfachUnavailableException setUp = statuses.setUp(answer.status());
        if (setUp != null) {
            throw setUp;
        }
        SoapAnswer soap;
        try {
            soap = SoapAnswer.read(answer.body());
        } catch (XMLStreamException e) {
            throw withoutSoap(answer, e);
        }
        SoapAnswer.Fault fault = soap.fault();
        if (fault != null) {
            throw ofFault(fault, called == Operation.OK_KOMM ? soap.part() : null);
        }
        if (!called.answer().equals(soap.wrapper()) || soap.part() == null) {
            throw uncertain(
                    Code.ANSWER_NOT_OURS,
                    "The mailbox service answered with %s instead of %s."
                            .formatted(Redact.line(String.valueOf(soap.wrapper())), called.answer()));
        }
        PostfachRoute.Receipt receipt = called == Operation.NATIVE ? ofReceipt(soap.part()) : ofEnvelope(soap.part());
        if (answer.status() / 100 != 2) {
            throw uncertain(
                    Code.RECEIPT_CONTRADICTS,
                    "The receipt says that the message was taken, but the answer has HTTP status %d."
                            .formatted(answer.status()));
        }
        return receipt;
    }

    private PostfachException withoutSoap(HttpsCalls.Answer answer, XMLStreamException why) {
        int status = answer.status();
        PostfachUnavailableException busy = statuses.busy(status, answer.retryAfter());
        if (busy != null) {
            return busy;
        }
        return switch (status) {
            case 400, 404, 405, 409, 413, 415, 422 ->
                new PostfachProtocolException(
                        Code.HTTP_REFUSED.toString(),
                        "The address does not take messages (HTTP %d). Compare postfach.address with the operator's."
                                .formatted(status),
                        null);
            default ->
                uncertain(
                        Code.ANSWER_NOT_SOAP,
                        "The answer (HTTP %d, %d bytes) is not one of the mailbox service: %s."
                                .formatted(status, answer.body().length, reason(why)));
        };
    }

    /** A Fault; its code may stand in three places, the last of them beside it in an OK.KOMM answer. */
    private static PostfachException ofFault(SoapAnswer.Fault fault, @Nullable String beside) {
        OkKommEnvelope.Answer detail = new OkKommEnvelope.Answer("", "", "");
        if (beside != null) {
            try {
                detail = OkKommEnvelope.Answer.read(beside);
            } catch (XMLStreamException e) {
                // The Fault alone is enough.
            }
        }
        String hints = detail.text().isEmpty() ? fault.text() : detail.text();
        for (String place : List.of(fault.code(), fault.text(), detail.error())) {
            Matcher code = FAULT_CODE.matcher(place);
            if (code.find()) {
                return ofCode(ofFaultNumber(code.group(1)), hints);
            }
        }
        String standard = fault.code().substring(fault.code().indexOf(':') + 1);
        if (standard.equals("Client") || standard.startsWith("Client.")) {
            return new PostfachProtocolException(
                    Code.FAULT_CLIENT.toString(),
                    "The mailbox service calls our request wrong (SOAP Fault Client). Report it with the message id.",
                    null);
        }
        return uncertain(
                Code.FAULT_WITHOUT_CODE,
                "The mailbox service answered with a SOAP Fault of code %s.".formatted(Redact.line(fault.code())));
    }

    private static PostfachRoute.Receipt ofEnvelope(String part) {
        OkKommEnvelope.Answer answer;
        try {
            answer = OkKommEnvelope.Answer.read(part);
        } catch (XMLStreamException e) {
            throw uncertain(Code.ANSWER_UNREADABLE, "The OK.KOMM answer cannot be read: %s.".formatted(reason(e)));
        }
        if (answer.type().equals("OK") && answer.error().isEmpty()) {
            return new PostfachRoute.Receipt(DeliveryState.PROVIDED, null, part);
        }
        Matcher code = FAULT_CODE.matcher(answer.error());
        if (answer.type().equals("FEHLER") && code.find()) {
            throw ofCode(ofFaultNumber(code.group(1)), answer.text());
        }
        throw uncertain(
                Code.RECEIPT_CONTRADICTS,
                "The OK.KOMM answer contradicts itself (ANT_TYP %s, FEH_TYP %s)."
                        .formatted(Redact.line(answer.type()), Redact.line(answer.error())));
    }

    // 1000 + code of table 9006, with one exception: 99 becomes 1999.
    private static String ofFaultNumber(String lastThree) {
        return lastThree.equals("999") ? "99" : String.valueOf(Integer.parseInt(lastThree));
    }

    private static PostfachRoute.Receipt ofReceipt(String text) {
        Quittung quittung;
        try {
            quittung = Quittung.read(text);
        } catch (XMLStreamException e) {
            throw uncertain(Code.ANSWER_UNREADABLE, "The receipt cannot be read: %s.".formatted(reason(e)));
        }
        boolean taken = quittung.code().equals("0");
        if (taken != quittung.accepted()) {
            throw uncertain(
                    Code.RECEIPT_CONTRADICTS,
                    "The receipt contradicts itself (accepted %s, code %s)."
                            .formatted(quittung.accepted(), Redact.line(quittung.code())));
        }
        if (!taken) {
            throw ofCode(quittung.code(), quittung.hints());
        }
        return new PostfachRoute.Receipt(DeliveryState.PROVIDED, null, text);
    }

    /** Table 9006 (BMI, Schnittstellenbeschreibung BundID, 12.2.1.6 and 13.2.3), without 0. */
    private static PostfachException ofCode(String code, @Nullable String hints) {
        return switch (code) {
            case "10" -> protocol(Code.OKKOMM_SCHEMA, "our OK.KOMM envelope breaks its schema", code);
            case "11" -> protocol(Code.OKKOMM_PARAMETER, "a parameter in our OK.KOMM envelope is invalid", code);
            case "20" -> protocol(Code.MESSAGE_SCHEMA, "our message breaks its schema", code);
            case "30" ->
                new PostfachRejectedException(
                        Code.HANDLE_UNKNOWN.toString(),
                        "The mailbox service knows no mailbox for this handle (code 30): it is wrong, or the account was deleted. Send by post.",
                        List.of(Rejection.NO_SUCH_POSTBOX, Rejection.HANDLE_INVALID),
                        code,
                        hints);
            case "31" ->
                new PostfachRejectedException(
                        Code.CONTENT_DECLINED.toString(),
                        "The mailbox service declined subject, text or sender (code 31). hints() may name the element; usual causes are markup and http://.",
                        List.of(Rejection.CONTENT_NOT_ALLOWED),
                        code,
                        hints);
            case "32" ->
                new PostfachRejectedException(
                        Code.ATTACHMENT_DECLINED.toString(),
                        "The mailbox service declined an attachment (code 32). hints() may name it; ask the operator for the allowed types and narrow the limits.",
                        List.of(Rejection.ATTACHMENT_NOT_ALLOWED),
                        code,
                        hints);
            case "99" -> uncertain(Code.TECHNICAL_ERROR, "The mailbox service reports a technical error (code 99).");
            default ->
                uncertain(
                        Code.RECEIPT_UNKNOWN,
                        "The mailbox service answered with the unknown code %s.".formatted(Redact.line(code)));
        };
    }

    private static PostfachProtocolException protocol(Code code, String what, String theirs) {
        return new PostfachProtocolException(
                code.toString(),
                "The mailbox service says that %s (code %s). The message was not delivered; report it with the message id."
                        .formatted(what, theirs),
                null);
    }

    private static PostfachUnavailableException uncertain(Code code, String what) {
        return new PostfachUnavailableException(
                code.toString(),
                what + " Whether the message arrived is unknown. Find out, then call markDelivered or permitRepeat.",
                true,
                null,
                null);
    }

    /** The parser's complaint without the document's text. */
    private static String reason(XMLStreamException e) {
        String message = e.getMessage();
        return message == null || message.startsWith("ParseError") ? "it is not well-formed XML" : Redact.line(message);
    }
}
