package io.github.bayernkommunal.postfach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnnouncementRuleTest {

    private final Instant provided = Instant.parse("2026-03-06T10:00:00Z");

    @Test
    void isUnknownWhenNobodyReportsTheNotification() {
        Delivery delivery = new Delivery("r", "m", DeliveryState.PROVIDED, provided, "bsp-soap", null);
        AnnouncementRule.Known known = AnnouncementRule.Known.of(delivery);

        assertEquals(Optional.empty(), AnnouncementRule.BAYDIG_24.announcedOn(known));
        assertEquals(Optional.of(LocalDate.of(2026, 3, 9)), AnnouncementRule.BAYDIG_24.notBefore(known));
    }

    @ParameterizedTest(name = "notified {0}")
    @CsvSource({
        "2026-03-06T10:00:00Z, 2026-03-09",
        // 23:30 in Berlin and half past midnight in Berlin
        "2026-03-06T22:30:00Z, 2026-03-09",
        "2026-03-06T23:30:00Z, 2026-03-10",
        // over the change to summer time
        "2026-03-28T12:00:00Z, 2026-03-31"
    })
    void isTheThirdDayAfterTheNotificationInBavaria(Instant notified, LocalDate announced) {
        assertEquals(
                Optional.of(announced),
                AnnouncementRule.BAYDIG_24.announcedOn(new AnnouncementRule.Known(provided, notified, null)));
    }

    @Test
    void isTheFourthDayAfterProvisionByTheOzg() {
        assertEquals(
                Optional.of(LocalDate.of(2026, 3, 10)),
                AnnouncementRule.OZG_9.announcedOn(new AnnouncementRule.Known(provided, null, null)));
    }

    @Test
    void isTheDayAfterRetrievalByTheVwVfG() {
        AnnouncementRule rule = AnnouncementRule.VWVFG_41_2A;

        assertEquals(
                Optional.of(LocalDate.of(2026, 3, 8)),
                rule.announcedOn(
                        new AnnouncementRule.Known(provided, provided, Instant.parse("2026-03-07T08:00:00Z"))));
        assertEquals(Optional.empty(), rule.announcedOn(new AnnouncementRule.Known(provided, provided, null)));
    }

    @Test
    void isNeverSaidOfAMessageThatIsNotInTheMailbox() {
        Delivery uncertain = new Delivery("r", "m", DeliveryState.UNCERTAIN, provided, "bsp-soap", null);

        assertEquals(Optional.empty(), AnnouncementRule.OZG_9.announcedOn(AnnouncementRule.Known.of(uncertain)));
        assertEquals(Optional.empty(), AnnouncementRule.OZG_9.notBefore(AnnouncementRule.Known.of(uncertain)));
    }

    @Test
    void canBeTheApplicationsOwn() {
        AnnouncementRule own = new AnnouncementRule("LVWG_SH", "§ 110 LVwG", AnnouncementRule.CountsFrom.PROVISION, 4);

        assertEquals(
                Optional.of(LocalDate.of(2026, 3, 10)),
                own.announcedOn(new AnnouncementRule.Known(provided, null, null)));
        assertThrows(
                IllegalArgumentException.class,
                () -> new AnnouncementRule("x", "y", AnnouncementRule.CountsFrom.PROVISION, -1));
    }

    @Test
    void needsAConsentThatCanBeFound() {
        assertThrows(
                IllegalArgumentException.class, () -> new Consent(Consent.Kind.ANNOUNCEMENT, provided, "", "az-1"));
        assertEquals(
                "Consent[ANNOUNCEMENT of 2026-03-06T10:00:00Z]",
                new Consent(Consent.Kind.ANNOUNCEMENT, provided, "v3", "az-1").toString());
    }

    @Test
    void demandsConsentForAnAdministrativeAct() {
        Consent consent = new Consent(Consent.Kind.ANNOUNCEMENT, provided, "v3", "az-1");

        Message act = Fixtures.aNotice().administrativeAct(consent).build();

        assertEquals(Optional.of(consent), act.consent());
        assertEquals(Optional.empty(), Fixtures.aNotice().build().consent());
    }
}
