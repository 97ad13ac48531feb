package io.github.bayernkommunal.postfach.testkit.internal.fitconnect;

import io.github.bayernkommunal.postfach.testkit.internal.RestCalls;
import io.github.bayernkommunal.postfach.testkit.internal.Spool;
import io.github.bayernkommunal.postfach.testkit.internal.zbp.Authors;
import io.github.bayernkommunal.postfach.testkit.internal.zbp.Intake;
import java.time.Clock;
import java.util.function.Supplier;

/** The bridge with all that stands in front of it. */
public final class FitConnect {

    private final Destination destination = new Destination();
    private final SubmissionService submissions;
    private final FitConnectEndpoint endpoint;

    /**
     * Puts the parts together.
     *
     * @param base the address of the server, asked for when the first event is written
     */
    public FitConnect(
            RestCalls calls, Authors authors, Intake intake, Spool spool, Supplier<String> base, Clock clock) {
        EventLog log = new EventLog(destination, () -> base.get() + FitConnectEndpoint.SUBMISSIONS, clock);
        Bridge bridge = new Bridge(destination, authors, intake, spool, log, clock);
        Tokens tokens = new Tokens(destination, clock);
        this.submissions = new SubmissionService(destination, intake.limits(), spool, log, bridge);
        this.endpoint = new FitConnectEndpoint(calls, destination, tokens, submissions);
    }

    /** The delivery point. */
    public Destination destination() {
        return destination;
    }

    /** The submissions. */
    public SubmissionService submissions() {
        return submissions;
    }

    /** What answers the calls. */
    public FitConnectEndpoint endpoint() {
        return endpoint;
    }

    /** Forgets submissions; ids, keys and tokens stay, because clients may keep them. */
    public void reset() {
        submissions.reset();
    }
}
