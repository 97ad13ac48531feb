package io.github.bayernkommunal.portalregistry.testkit;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What one collection of a feed did.
 *
 * @param run number of the run since the last reset, starting with 1
 * @param at when it began
 * @param feed the base address of the feed
 * @param outcome whether the published state was changed at all
 * @param files what became of each file of the index, in its order; empty when the index could not be used
 * @param added online services that became visible
 * @param changed online services that now look different
 * @param removed online services that are no longer visible
 * @param receivedBytes size of everything that was fetched, without headers
 * @param findings every complaint, with the file and object it is about
 * @source docs/protocol.md, "Simulator: what is assumed"
 */
public record CollectionReport(
        int run,
        Instant at,
        URI feed,
        Outcome outcome,
        Map<String, FileState> files,
        int added,
        int changed,
        int removed,
        long receivedBytes,
        List<Finding> findings) {

    /** Whether the run went through. */
    public enum Outcome {
        /** Every file of the index was judged; skipped files are among the findings. */
        COMPLETED,
        /** Nothing was changed: the feed could not be read, its index was empty, or a file broke the structure. */
        ABORTED
    }

    /** What became of one file. */
    public enum FileState {
        /** Its content is now published. */
        IMPORTED,
        /** The feed answered 304: the state of the last import stands. */
        UNCHANGED,
        /** A rule was broken: the file was skipped and its earlier objects stay. */
        SKIPPED,
        /** It was fetched in a run that was aborted. */
        NOT_IMPORTED
    }

    /**
     * One complaint.
     *
     * @param file the file, or {@code index.txt}
     * @param object the id of the object, or an empty text when the whole file is meant
     * @param rule the rule that was broken: {@code INDEX}, {@code FETCH}, {@code SCHEMA} or {@code R02} to {@code R16}
     * @param text what is wrong and what would be right
     */
    public record Finding(String file, String object, String rule, String text) {}
}
