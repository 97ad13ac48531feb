package io.github.bayernkommunal.postfach.testkit.internal;

import io.github.bayernkommunal.postfach.testkit.Mishap;
import io.github.bayernkommunal.postfach.testkit.ReceiptStyle;
import io.github.bayernkommunal.postfach.testkit.internal.AnswerWriter.Answer;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers inside SOAP that a mishap forces, and the ordinary ones when none does. */
final class Forced {

    private static final String ENTITY = "<!DOCTYPE %s [<!ENTITY code \"0\">]>";
    private static final String FORCED_HINT = "Vom Simulator erzwungen";

    private Forced() {}

    /** A message with a fault of its own gets its honest refusal; only the wire can still go wrong. */
    static @Nullable Mishap stillPossible(@Nullable Mishap mishap) {
        return mishap != null && (mishap == Mishap.WRONG_WRAPPER || mishap == Mishap.DOCTYPE_IN_RECEIPT)
                ? mishap
                : null;
    }

    /** The code of table 9006 that a mishap demands, or -1. */
    private static int code(@Nullable Mishap mishap) {
        if (mishap == null) {
            return -1;
        }
        return switch (mishap) {
            case RECEIPT_10 -> 10;
            case RECEIPT_11 -> 11;
            case RECEIPT_20 -> 20;
            case RECEIPT_30 -> 30;
            case RECEIPT_31 -> 31;
            case RECEIPT_32 -> 32;
            case RECEIPT_99, RECEIPT_99_AFTER_ACCEPTING -> 99;
            case UNKNOWN_RECEIPT -> 77;
            default -> -1;
        };
    }

    static Answer nativeAnswer(@Nullable Mishap mishap, Receipt honest, ReceiptStyle style, AnswerWriter writer) {
        if (code(mishap) >= 0) {
            return writer.nativeAnswer(
                    Receipt.refused(code(mishap), FORCED_HINT).document(style));
        }
        String document = honest.document(style);
        if (mishap == null) {
            return writer.nativeAnswer(document);
        }
        return switch (mishap) {
            case CONTRADICTING_RECEIPT -> writer.nativeAnswer(new Receipt(true, 31, FORCED_HINT).document(style));
            case CONTRADICTING_ZERO -> writer.nativeAnswer(new Receipt(false, 0, FORCED_HINT).document(style));
            case WRONG_WRAPPER -> writer.answer(Operation.OK_KOMM, document);
            case TWO_RECEIPTS ->
                writer.nativeAnswer(document, Receipt.refused(30, FORCED_HINT).document(style));
            case DOCTYPE_IN_RECEIPT ->
                writer.nativeAnswer(withEntity("q:BspQuittung", honest.document(ReceiptStyle.PLAIN))
                        .replace("<q:Schluessel>0<", "<q:Schluessel>&code;<"));
            default -> writer.nativeAnswer(document);
        };
    }

    private static String withEntity(String root, String document) {
        int end = document.indexOf("?>") + 2;
        return document.substring(0, end) + ENTITY.formatted(root) + document.substring(end);
    }

    /** The same for OK.KOMM, where a refusal is a fault (chapter 13.2.3). */
    record OkKommAnswers(Map<String, String> request, AnswerWriter writer, boolean faultWithOutput, Clock clock) {

        Answer answer(@Nullable Mishap mishap, @Nullable Refusal refusal) {
            if (refusal != null) {
                return fault(refusal.code(), refusal.hint());
            }
            if (code(mishap) >= 0) {
                return fault(code(mishap), FORCED_HINT);
            }
            String document = OkKomm.accepted(request, clock);
            if (mishap == null) {
                return writer.answer(Operation.OK_KOMM, document);
            }
            return switch (mishap) {
                case CONTRADICTING_RECEIPT ->
                    writer.answer(Operation.OK_KOMM, OkKomm.contradicting(request, Bsp.faultCode(31), clock));
                case CONTRADICTING_ZERO -> fault(0, FORCED_HINT);
                case WRONG_WRAPPER -> writer.answer(Operation.NATIVE, document);
                case TWO_RECEIPTS -> writer.answer(Operation.OK_KOMM, document, refused(30, FORCED_HINT));
                case DOCTYPE_IN_RECEIPT ->
                    writer.answer(
                            Operation.OK_KOMM,
                            withEntity("ZKOCXML", document).replace("<ANT_APPS>BSP<", "<ANT_APPS>&code;<"));
                default -> writer.answer(Operation.OK_KOMM, document);
            };
        }

        private Answer fault(int code, String hint) {
            return writer.okKommFault(Bsp.faultCode(code), Bsp.meaning(code), refused(code, hint), faultWithOutput);
        }

        private String refused(int code, String hint) {
            return OkKomm.refused(Bsp.faultCode(code), hint, Bsp.meaning(code), clock);
        }
    }
}
