package io.github.bayernkommunal.samples.benchmarks;

import io.github.bayernkommunal.samples.benchmarks.payment.HandWrittenPayment;
import io.github.bayernkommunal.samples.benchmarks.payment.OurPayment;
import io.github.bayernkommunal.samples.benchmarks.soap.CxfLetter;
import io.github.bayernkommunal.samples.benchmarks.soap.HandWrittenLetter;
import io.github.bayernkommunal.samples.benchmarks.soap.OurLetter;
import java.time.Duration;
import java.util.List;

/** Calls over TLS to a server on this machine. */
final class CallRows {

    private static final String CXF = "CXF as it comes";

    private CallRows() {}

    static List<Row> all() {
        return List.of(
                new Row(
                        "C1",
                        "send a letter of 1 KB by SOAP",
                        Row.Way.WARM,
                        letters(),
                        List.of(Goal.timesLimit(1.3), Goal.fasterThan(CXF, 4))),
                new Row(
                        "C2",
                        "first letter in a new process",
                        Row.Way.FIRST,
                        letters(),
                        List.of(Goal.within(Duration.ofMillis(700)))),
                new Row(
                        "C2",
                        "second client in the same process, and its first letter",
                        Row.Way.NEXT,
                        letters(),
                        List.of(Goal.within(Duration.ofMillis(30)))),
                payment("P1", "open a payment (XBezahldienste)", OurPayment.OPEN),
                payment("P2", "report on a payment (XBezahldienste)", OurPayment.REPORT));
    }

    private static List<Contestant> letters() {
        return List.of(
                Contestant.limit("JAXB and HttpURLConnection", HandWrittenLetter.class, ""),
                Contestant.ours("postfach-lib", OurLetter.class, ""),
                Contestant.peer(CXF, CxfLetter.class, ""));
    }

    private static Row payment(String id, String title, String variant) {
        return new Row(
                id,
                title,
                Row.Way.WARM,
                List.of(
                        Contestant.limit("JDK client and JSON-P", HandWrittenPayment.class, variant),
                        Contestant.ours("epay-lib", OurPayment.class, variant)),
                List.of(Goal.timesLimit(1.3)));
    }
}
