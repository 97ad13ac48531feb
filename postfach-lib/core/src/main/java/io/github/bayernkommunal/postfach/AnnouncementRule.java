package io.github.bayernkommunal.postfach;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When an administrative act counts as announced (Bekanntgabe). The rule counts calendar days in Berlin time and does not move
 * weekends and holidays: courts disagree about that, so the application decides.
 *
 * <p>The library computes nothing that it does not know. The mailbox of BayernID does not report when the citizen was
 * notified; then the date is unknown, and only the earliest possible one can be told.
 *
 * @param id names the rule in files
 * @param basis the clause
 * @param countsFrom which event starts the period
 * @param days days after that event
 */
public record AnnouncementRule(String id, String basis, CountsFrom countsFrom, int days) {

    /** Which event starts the period. */
    public enum CountsFrom {
        /** The digital notification that a message lies there was sent. */
        NOTIFICATION,
        /** The message was provided in the mailbox. */
        PROVISION,
        /** The citizen retrieved the message. */
        RETRIEVAL
    }

    /**
     * Bavaria: deemed announced on the third day after the digital notification was sent; not if it did not arrive or arrived
     * later. The authority has the burden of proof, and if it fails, the actual retrieval counts.
     *
     * @source Art. 24 (2) BayDiG
     */
    public static final AnnouncementRule BAYDIG_24 =
            new AnnouncementRule("BAYDIG_24", "Art. 24 Abs. 2 BayDiG", CountsFrom.NOTIFICATION, 3);

    /**
     * Federal law for user accounts: the fourth day after provision.
     *
     * @source § 9 (1) OZG, as the BundID FAQ of January 2025 explains it; compare with the wording in force
     */
    public static final AnnouncementRule OZG_9 =
            new AnnouncementRule("OZG_9", "§ 9 Abs. 1 OZG", CountsFrom.PROVISION, 4);

    /**
     * Administrative procedure law: the day after retrieval. Without retrieval within ten days after the notification the
     * provision ends and nothing is announced.
     *
     * @source § 41 (2a) VwVfG, as of December 2023
     */
    public static final AnnouncementRule VWVFG_41_2A =
            new AnnouncementRule("VWVFG_41_2A", "§ 41 Abs. 2a VwVfG", CountsFrom.RETRIEVAL, 1);

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if a text is blank or the days are negative or more than 31
     */
    public AnnouncementRule {
        if (id.isBlank() || basis.isBlank() || days < 0 || days > 31) {
            throw new IllegalArgumentException(
                    "A rule has an id, a basis and 0 to 31 days; got %d days".formatted(days));
        }
    }

    /**
     * What is known of one message; null where the channel reports nothing.
     *
     * @param providedAt when it lay in the mailbox
     * @param notifiedAt when the citizen was sent the notification
     * @param retrievedAt when the citizen opened it
     */
    public record Known(
            @Nullable Instant providedAt,
            @Nullable Instant notifiedAt,
            @Nullable Instant retrievedAt) {

        /**
         * What the receipt of a delivery tells: the time of provision at most.
         *
         * @param delivery a delivery
         * @return what is known
         */
        public static Known of(Delivery delivery) {
            return new Known(delivery.state().isInMailbox() ? delivery.acceptedAt() : null, null, null);
        }
    }

    /**
     * The day on which the act counts as announced; empty when the event that the rule counts from is not known.
     *
     * @param known what is known
     * @return the day, in Berlin
     */
    public Optional<LocalDate> announcedOn(Known known) {
        Instant from = switch (countsFrom) {
            case NOTIFICATION -> known.notifiedAt();
            case PROVISION -> known.providedAt();
            case RETRIEVAL -> known.retrievedAt();
        };
        return Optional.ofNullable(from).map(this::daysAfter);
    }

    /**
     * The earliest day on which the act can count as announced, even if nobody reports the notification: the period cannot
     * have begun before the message lay in the mailbox. For information only; nothing may be built on it.
     *
     * @param known what is known
     * @return the day, in Berlin; empty if the message does not lie in the mailbox
     */
    public Optional<LocalDate> notBefore(Known known) {
        return announcedOn(known)
                .or(() -> Optional.ofNullable(known.providedAt()).map(this::daysAfter));
    }

    private LocalDate daysAfter(Instant event) {
        return LocalDate.ofInstant(event, BERLIN).plusDays(days);
    }
}
