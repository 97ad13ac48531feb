package io.github.bayernkommunal.epay.testkit.internal.xbezahldienste;

import io.github.bayernkommunal.epay.testkit.internal.Answer;
import jakarta.json.Json;

/** A refusal as RFC 9457 problem with the functional code of XBezahldienste. */
final class Problem extends Exception {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String functionalCode;

    Problem(int status, String functionalCode, String detail) {
        super(detail, null, false, false);
        this.status = status;
        this.functionalCode = functionalCode;
    }

    static Problem invalid(String detail) {
        return new Problem(400, "VALIDATION_ERROR", detail);
    }

    Answer answer() {
        return answer(status, functionalCode, String.valueOf(getMessage()));
    }

    static Answer answer(int status, String functionalCode, String detail) {
        String body = Json.createObjectBuilder()
                .add("type", "https://bezahl.example/errors/" + functionalCode)
                .add("status", status)
                .add("title", title(status))
                .add("detail", detail)
                .add("functionalCode", functionalCode)
                .build()
                .toString();
        return Answer.of(status, "application/problem+json", body);
    }

    private static String title(int status) {
        return switch (status) {
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 409 -> "Conflict";
            case 413 -> "Content Too Large";
            case 415 -> "Unsupported Media Type";
            case 429 -> "Too Many Requests";
            case 503 -> "Service Unavailable";
            default -> "Internal Server Error";
        };
    }
}
