package io.github.bayernkommunal.samples.benchmarks;

import java.util.List;

/**
 * One comparison: who competes in what, and what is to come out.
 *
 * @param id as in the goals, for example S1; several with blanks when one measurement answers several goals, and the same in
 *     several rows when they differ in their fixture only
 * @param title what is measured
 * @param way how it is measured
 * @param contestants who competes; the limit first
 * @param goals what is to come out
 */
record Row(String id, String title, Way way, List<Contestant> contestants, List<Goal> goals) {

    /** How a row is measured. */
    enum Way {
        /** Warm processes take turns, one window each. */
        WARM,
        /** New processes take turns; each makes its client and does the work once. */
        FIRST,
        /** The same, for a second client in the same process. */
        NEXT,
        /** New processes take turns; each makes its client, and then the work is measured once. */
        PREPARED,
        /** The smallest heap, in steps, with which a new process does the work once. */
        HEAP
    }

    Row {
        contestants = List.copyOf(contestants);
        goals = List.copyOf(goals);
    }

    /** The single ids. */
    List<String> ids() {
        return List.of(id.split(" ", -1));
    }

    Result.Unit unit() {
        return way == Way.HEAP ? Result.Unit.HEAP : Result.Unit.TIME;
    }
}
