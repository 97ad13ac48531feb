package io.github.bayernkommunal.bayernid;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** Times that are unreadable, missing, too early or too late. The clock stands at 08:17:10, with three minutes of skew. */
final class TimeCases {

    private record Field(String name, Check unreadable, BiFunction<Answer, String, Answer> set) {}

    private static final List<String> UNREADABLE = List.of(
            "",
            " ",
            "now",
            "2026-03-02",
            "2026-03-02T08:17:02.114",
            "2026-03-02 08:17:02.114Z",
            "2026-03-02T08:17Z",
            "2026-03-02T08:17:02z",
            "2026-03-02t08:17:02Z",
            "2026-02-30T08:17:02Z",
            "2026-13-02T08:17:02Z",
            "2026-03-02T24:00:01Z",
            "2026-03-02T25:00:00Z",
            "2026-03-02T08:60:02Z",
            "2026-03-02T08:17:60Z",
            "2026-03-02T08:17:02+15:00",
            "2026-03-02T08:17:02+01",
            "2026-03-02T08:17:02.Z",
            "0000-03-02T08:17:02Z",
            "10000-03-02T08:17:02Z",
            "-2026-03-02T08:17:02Z",
            "1772439422",
            "٢٠٢٦-03-02T08:17:02Z",
            "2026-03-02T08:17:02Z ");

    private TimeCases() {}

    private static List<Field> fields() {
        return List.of(
                new Field(
                        "IssueInstant of the response",
                        Check.RESPONSE_TIME,
                        (answer, time) -> answer.response(
                                "IssueInstant=\"2026-03-02T08:17:02.114Z\"", "IssueInstant=\"" + time + "\"")),
                new Field(
                        "IssueInstant of the assertion",
                        Check.ASSERTION_TIME,
                        (answer, time) -> answer.assertion(
                                "IssueInstant=\"2026-03-02T08:17:02.114Z\"", "IssueInstant=\"" + time + "\"")),
                new Field(
                        "NotOnOrAfter of the confirmation",
                        Check.CONFIRMATION_TIME,
                        (answer, time) -> answer.assertion(
                                "NotOnOrAfter=\"2026-03-02T08:22:02.120Z\"", "NotOnOrAfter=\"" + time + "\"")),
                new Field(
                        "NotBefore of the conditions",
                        Check.CONDITIONS,
                        (answer, time) -> answer.assertion(
                                "NotBefore=\"2026-03-02T08:17:02.114Z\"", "NotBefore=\"" + time + "\"")),
                new Field(
                        "NotOnOrAfter of the conditions",
                        Check.CONDITIONS,
                        (answer, time) -> answer.assertion(
                                "NotOnOrAfter=\"2026-03-02T08:22:02.114Z\"", "NotOnOrAfter=\"" + time + "\"")),
                new Field(
                        "AuthnInstant",
                        Check.AUTHN_STATEMENT,
                        (answer, time) -> answer.assertion(
                                "AuthnInstant=\"2026-03-02T08:16:58.902Z\"", "AuthnInstant=\"" + time + "\"")),
                new Field(
                        "SessionNotOnOrAfter",
                        Check.SESSION_EXPIRED,
                        (answer, time) -> answer.assertion(
                                "SessionIndex=\"_s77\"",
                                "SessionIndex=\"_s77\" SessionNotOnOrAfter=\"" + time + "\"")));
    }

    static Stream<Case> all() {
        List<Case> cases = new ArrayList<>();
        for (Field field : fields()) {
            for (String time : UNREADABLE) {
                cases.add(Case.of(
                        field.unreadable, field.name + " is '" + time + "'", answer -> field.set.apply(answer, time)));
            }
        }
        missing(cases);
        outside(cases);
        return cases.stream();
    }

    private static void missing(List<Case> cases) {
        cases.add(Case.of(
                Check.RESPONSE_TIME,
                "IssueInstant of the response is missing",
                answer -> answer.response(" IssueInstant=\"2026-03-02T08:17:02.114Z\"", "")));
        cases.add(Case.of(
                Check.ASSERTION_TIME,
                "IssueInstant of the assertion is missing",
                answer -> answer.assertion(" IssueInstant=\"2026-03-02T08:17:02.114Z\"", "")));
        cases.add(Case.of(
                Check.CONFIRMATION_TIME,
                "end of the confirmation is missing",
                answer -> answer.assertion(" NotOnOrAfter=\"2026-03-02T08:22:02.120Z\"", "")));
        cases.add(Case.of(
                Check.CONDITIONS,
                "end of the conditions is missing",
                answer -> answer.assertion(" NotOnOrAfter=\"2026-03-02T08:22:02.114Z\"", "")));
        cases.add(Case.of(
                Check.AUTHN_STATEMENT,
                "AuthnInstant is missing",
                answer -> answer.assertion("AuthnInstant=\"2026-03-02T08:16:58.902Z\" ", "")));
        cases.add(Case.of(
                Check.CONFIRMATION_TIME,
                "confirmation with a beginning",
                answer -> answer.assertion(
                        "<saml:SubjectConfirmationData ",
                        "<saml:SubjectConfirmationData NotBefore=\"2026-03-02T08:17:02.114Z\" ")));
    }

    private static void outside(List<Case> cases) {
        Duration skew = Duration.ofMinutes(3);
        Instant tooEarly = Desk.STARTED.minus(skew).minusMillis(1);
        Instant tooLate = Desk.NOW.plus(skew).plusMillis(1);
        Instant ended = Desk.NOW.minus(skew);
        Object[][] rows = {
            {0, Check.RESPONSE_TIME, tooEarly},
            {0, Check.RESPONSE_TIME, tooLate},
            {1, Check.ASSERTION_TIME, tooEarly},
            {1, Check.ASSERTION_TIME, tooLate},
            {2, Check.CONFIRMATION_TIME, ended},
            {2, Check.CONFIRMATION_TIME, ended.minusSeconds(60)},
            {3, Check.NOT_YET_VALID, tooLate},
            {3, Check.NOT_YET_VALID, tooLate.plusSeconds(3600)},
            {3, Check.EXPIRED, Instant.parse("2026-03-02T08:22:02.114Z").minusMillis(0)},
            {4, Check.EXPIRED, ended},
            {4, Check.EXPIRED, ended.minusSeconds(86_400)},
            {5, Check.FRESH_LOGIN, tooEarly},
            {5, Check.FRESH_LOGIN, tooEarly.minusSeconds(86_400)},
            {5, Check.AUTHN_STATEMENT, tooLate},
            {6, Check.SESSION_EXPIRED, ended},
            {6, Check.SESSION_EXPIRED, ended.minusSeconds(3600)}
        };
        for (Object[] row : rows) {
            Field field = fields().get((int) row[0]);
            Check check = (Check) row[1];
            String time = row[2].toString();
            if (field.name.startsWith("NotBefore") && check == Check.EXPIRED) {
                // Begins when it ends: judged at a time when the beginning has come.
                cases.add(new Case(
                        "validity ends when it begins",
                        check,
                        answer -> answer,
                        answer -> field.set.apply(answer, time),
                        Instant.parse("2026-03-02T08:20:00Z")));
            } else {
                cases.add(Case.of(check, field.name + " is " + time, answer -> field.set.apply(answer, time)));
            }
        }
        cases.add(new Case(
                "everything expired, judged a day later but within the login",
                Check.LOGIN_EXPIRED,
                answer -> answer,
                answer -> answer.response("2026-03-02T08:17:02.114Z", "2026-03-02T09:16:00.000Z"),
                Instant.parse("2026-03-02T09:15:30.001Z")));
        cases.add(new Case(
                "response is older than ten minutes and the skew",
                Check.RESPONSE_TIME,
                answer -> answer,
                answer -> answer,
                Instant.parse("2026-03-02T08:30:02.114Z")));
        Instant longClaim = Instant.parse("2026-03-02T09:17:02.114Z");
        for (Instant end : List.of(
                longClaim.plusMillis(1), longClaim.plusSeconds(86_400), Instant.parse("9999-12-31T00:00:00Z"))) {
            cases.add(Case.of(
                    Check.LIFETIME,
                    "conditions until " + end,
                    answer -> fields().get(4).set.apply(answer, end.toString())));
            cases.add(Case.of(
                    Check.LIFETIME,
                    "confirmation until " + end,
                    answer -> fields().get(2).set.apply(answer, end.toString())));
        }
        cases.add(new Case(
                "assertion is valid for a day by its own words",
                Check.ASSERTION_TIME,
                answer -> answer,
                answer -> answer.response("2026-03-02T08:17:02.114Z", "2026-03-02T08:30:02.114Z")
                        .assertion("2026-03-02T08:22:02.114Z", "2026-03-03T08:17:02.114Z")
                        .assertion("2026-03-02T08:22:02.120Z", "2026-03-03T08:17:02.114Z"),
                Instant.parse("2026-03-02T08:30:02.114Z")));
    }
}
