package io.github.bayernkommunal.postfach.testkit.internal;

import com.sun.net.httpserver.HttpExchange;
import io.github.bayernkommunal.postfach.testkit.Mishap;
import io.github.bayernkommunal.postfach.testkit.Step;
import io.github.bayernkommunal.postfach.testkit.internal.WirePlayer.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Lets REST calls be answered, well or as a mishap wants it. */
public final class RestCalls {

    private final Mishaps mishaps;

    RestCalls(Mishaps mishaps) {
        this.mishaps = mishaps;
    }

    /** An answer; an empty text means no body. */
    public record RestAnswer(int status, String json) {}

    /** The work of one call. */
    @FunctionalInterface
    public interface Work {
        /**
         * Checks the call completely and reads all of its body.
         *
         * @param takeEffect whether an accepted call changes anything; false when a mishap loses it
         */
        RestAnswer answer(boolean takeEffect) throws Problem, IOException;
    }

    /** Answers one call, which counts as {@code step}. */
    public void serve(HttpExchange exchange, Step step, Work work) throws IOException {
        Mishaps.Fate fate = mishaps.take(step);
        Mishap mishap = fate.mishap();
        if (mishap == Mishap.RESET_BEFORE_ACCEPTING) {
            return; // closing the exchange without an answer ends the connection
        }
        if (mishap != null && WirePlayer.isWithoutSoap(mishap)) {
            if (!mishap.accepts()) {
                Http.drain(exchange);
            }
            WirePlayer.playGateway(exchange, mishap, () -> judge(exchange, work, mishap));
            return;
        }
        RestAnswer answer = judge(exchange, work, mishap);
        WirePlayer.play(
                exchange, new Reply(answer.status(), Json.TYPE, answer.json().getBytes(StandardCharsets.UTF_8)), fate);
    }

    /** Answers a call that no mishap can meet, because the contract does not know it. */
    public static void refuse(HttpExchange exchange, Problem problem) throws IOException {
        RestAnswer answer = answer(problem);
        Http.drain(exchange);
        Http.send(exchange, answer.status(), Json.TYPE, answer.json());
    }

    private static RestAnswer judge(HttpExchange exchange, Work work, @Nullable Mishap mishap) {
        try {
            RestAnswer honest = work.answer(mishap == null || mishap.accepts());
            return mishap == null ? honest : forced(mishap, honest);
        } catch (Problem problem) {
            drain(exchange);
            return answer(problem);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // the client has gone, or the disk is full: the connection ends
        }
    }

    private static RestAnswer forced(Mishap mishap, RestAnswer honest) {
        int status = switch (mishap) {
            case RECEIPT_10, RECEIPT_11, RECEIPT_20 -> 400;
            case RECEIPT_30 -> 404;
            case RECEIPT_31, RECEIPT_32 -> 422;
            case RECEIPT_99,
                    RECEIPT_99_AFTER_ACCEPTING,
                    UNKNOWN_RECEIPT,
                    CONTRADICTING_RECEIPT,
                    CONTRADICTING_ZERO,
                    WRONG_WRAPPER,
                    TWO_RECEIPTS,
                    DOCTYPE_IN_RECEIPT -> 500;
            default -> 0;
        };
        return status == 0 ? honest : answer(new Problem(status, "forced", "The simulator was told to refuse"));
    }

    private static RestAnswer answer(Problem problem) {
        return new RestAnswer(
                problem.status(),
                jakarta.json.Json.createObjectBuilder()
                        .add("status", problem.status())
                        .add("errorCode", problem.code())
                        .add("message", problem.text())
                        .build()
                        .toString());
    }

    private static void drain(HttpExchange exchange) {
        try {
            Http.drain(exchange);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
