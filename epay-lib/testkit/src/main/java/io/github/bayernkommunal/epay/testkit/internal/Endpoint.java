package io.github.bayernkommunal.epay.testkit.internal;

import io.github.bayernkommunal.epay.testkit.Call;
import io.github.bayernkommunal.epay.testkit.Mishap;
import org.jspecify.annotations.Nullable;

/** One place of the platform that answers requests. */
public interface Endpoint {

    /** What the request asks for, found out before it is judged; null when it comes from a person's browser. */
    @Nullable Call call(Request request);

    /** Whether the request proves who it comes from; one that does not is refused and uses up no planned fault. */
    default boolean admits(Request request) {
        return true;
    }

    /**
     * Judges and serves the request.
     *
     * @param mishap a fault in the content of the answer, or null; the other faults are none of an endpoint's business
     */
    Answer answer(Request request, @Nullable Mishap mishap);

    /** The answer of this protocol when something went wrong before or inside the service. */
    Answer failure(int status, String detail);
}
