package io.github.bayernkommunal.portalregistry;

/** Refuses plans that withdraw much: they usually come from an incomplete list, and what is missing from a list is deleted in the portal. */
final class ShrinkGuard {

    private ShrinkGuard() {}

    static void check(RegistrationPlan plan, double limit) {
        double share = plan.shrinkage();
        int emptied = plan.emptiedAreas().size();
        if (share > limit || emptied > 0) {
            String text =
                    "The plan withdraws %.1f %% of the registered entries (limit %.1f %%) and leaves %d areas without any service. "
                                    .formatted(share * 100, limit * 100, emptied)
                            + "Nothing was published. Check that the list is complete; if it is, confirm the plan with its hash "
                            + plan.hash();
            throw new PortalRegistryRejectedException(PortalRegistryRejectedException.SHRINKS_TOO_MUCH, text, "", null);
        }
    }
}
