package io.github.bayernkommunal.postfach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.bayernkommunal.postfach.testkit.Mishap;
import io.github.bayernkommunal.postfach.testkit.PostfachSimulator;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every fault, judged by what the simulated service really accepted. */
class WhenTheServiceMisbehavesTest {

    @RegisterExtension
    static final PostfachSimulator mailbox = PostfachSimulator.create();

    private static PostfachRoute patient;
    private static PostfachRoute impatient;

    private static PostfachRoute patient() {
        if (patient == null) {
            patient = route(Duration.ofSeconds(20));
        }
        return patient;
    }

    private static PostfachRoute impatient() {
        if (impatient == null) {
            impatient = route(Duration.ofMillis(700));
            impatient.warmUp();
        }
        return impatient;
    }

    @AfterAll
    static void closeRoutes() {
        Stream.of(patient, impatient).filter(route -> route != null).forEach(PostfachRoute::close);
    }

    static Stream<Arguments> rejections() {
        return Stream.of(
                arguments(Mishap.RECEIPT_30, "POSTFACH-230", Rejection.NO_SUCH_POSTBOX, "30"),
                arguments(Mishap.RECEIPT_31, "POSTFACH-231", Rejection.CONTENT_NOT_ALLOWED, "31"),
                arguments(Mishap.RECEIPT_32, "POSTFACH-232", Rejection.ATTACHMENT_NOT_ALLOWED, "32"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rejections")
    void declinedMeansNotDelivered(Mishap mishap, String code, Rejection reason, String serviceCode) {
        PostfachClient postfach = PostfachClient.builder().route(patient()).build();
        mailbox.next(mishap);

        PostfachRejectedException no = assertThrows(
                PostfachRejectedException.class,
                () -> postfach.send(Fixtures.aNotice().build()));

        assertEquals(code, no.code());
        assertTrue(no.is(reason));
        assertEquals(serviceCode, no.serviceCode().orElseThrow());
        assertEquals(
                DeliveryState.REJECTED,
                postfach.find("az-2026-0815").orElseThrow().state());
        assertTrue(mailbox.received().isEmpty());
    }

    static Stream<Arguments> brokenContracts() {
        return Stream.of(
                arguments(Mishap.RECEIPT_10, "POSTFACH-410"),
                arguments(Mishap.RECEIPT_11, "POSTFACH-411"),
                arguments(Mishap.RECEIPT_20, "POSTFACH-420"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenContracts")
    void aBrokenContractNeedsSomebodyToLook(Mishap mishap, String code) {
        PostfachClient postfach = PostfachClient.builder().route(patient()).build();
        mailbox.next(mishap);

        PostfachProtocolException alarm = assertThrows(
                PostfachProtocolException.class,
                () -> postfach.send(Fixtures.aNotice().build()));

        assertEquals(code, alarm.code());
        assertEquals(
                DeliveryState.FAILED,
                postfach.find("az-2026-0815").orElseThrow().state());
        assertTrue(mailbox.received().isEmpty());
    }

    static Stream<Arguments> certainlyNotSent() {
        return Stream.of(
                arguments(Mishap.TOO_MANY_REQUESTS, "POSTFACH-305", true),
                arguments(Mishap.SERVICE_UNAVAILABLE_WITH_RETRY_AFTER, "POSTFACH-305", true),
                arguments(Mishap.UNAUTHORIZED, "POSTFACH-304", false),
                arguments(Mishap.FORBIDDEN, "POSTFACH-304", false));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("certainlyNotSent")
    void refusedAtTheDoorMaySafelyBeSentAgain(Mishap mishap, String code, boolean namesPause) {
        PostfachClient postfach = PostfachClient.builder().route(patient()).build();
        mailbox.next(mishap);

        PostfachUnavailableException later = assertThrows(
                PostfachUnavailableException.class,
                () -> postfach.send(Fixtures.aNotice().build()));
        Delivery second = postfach.send(Fixtures.aNotice().build());

        assertEquals(code, later.code());
        assertFalse(later.mayHaveTakenEffect());
        assertEquals(namesPause, later.suggestedPause().isPresent());
        assertEquals(DeliveryState.PROVIDED, second.state());
        assertEquals(1, mailbox.received().size());
    }

    static Stream<Arguments> uncertain() {
        return Stream.of(
                arguments(Mishap.RESET_BEFORE_ACCEPTING, "POSTFACH-308"),
                arguments(Mishap.RESET_AFTER_ACCEPTING, "POSTFACH-308"),
                arguments(Mishap.CUT_ANSWER, "POSTFACH-308"),
                arguments(Mishap.GARBAGE, "POSTFACH-309"),
                arguments(Mishap.HTML_PAGE, "POSTFACH-309"),
                arguments(Mishap.SERVICE_UNAVAILABLE, "POSTFACH-306"),
                arguments(Mishap.BAD_GATEWAY, "POSTFACH-306"),
                arguments(Mishap.INTERNAL_ERROR, "POSTFACH-309"),
                arguments(Mishap.RECEIPT_99, "POSTFACH-312"),
                arguments(Mishap.RECEIPT_99_AFTER_ACCEPTING, "POSTFACH-312"),
                arguments(Mishap.UNKNOWN_RECEIPT, "POSTFACH-313"),
                arguments(Mishap.CONTRADICTING_RECEIPT, "POSTFACH-314"),
                arguments(Mishap.CONTRADICTING_ZERO, "POSTFACH-314"),
                arguments(Mishap.WRONG_WRAPPER, "POSTFACH-310"),
                arguments(Mishap.TWO_RECEIPTS, "POSTFACH-309"),
                arguments(Mishap.DOCTYPE_IN_RECEIPT, "POSTFACH-311"),
                arguments(Mishap.LATE_ANSWER, "POSTFACH-307"),
                arguments(Mishap.SLOW_DRIP, "POSTFACH-307"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("uncertain")
    void anUnclearOutcomeIsNeverRepeatedByItself(Mishap mishap, String code) {
        boolean slow = mishap == Mishap.LATE_ANSWER || mishap == Mishap.SLOW_DRIP;
        PostfachClient postfach =
                PostfachClient.builder().route(slow ? impatient() : patient()).build();
        mailbox.next(mishap);

        PostfachUnavailableException unclear = assertThrows(
                PostfachUnavailableException.class,
                () -> postfach.send(Fixtures.aNotice().build()));
        PostfachUnavailableException again = assertThrows(
                PostfachUnavailableException.class,
                () -> postfach.send(Fixtures.aNotice().build()));
        mailbox.releaseAnswers();

        assertEquals(code, unclear.code());
        assertTrue(unclear.mayHaveTakenEffect());
        assertEquals(
                DeliveryState.UNCERTAIN,
                postfach.find("az-2026-0815").orElseThrow().state());
        assertEquals("POSTFACH-316", again.code());
        assertEquals(1, mailbox.calls());
        assertTrue(mailbox.received().size() <= 1);
    }

    @Test
    void everyMishapOfTheSimulatorIsCovered() {
        Set<Object> covered = Stream.of(rejections(), brokenContracts(), certainlyNotSent(), uncertain())
                .flatMap(cases -> cases)
                .map(one -> one.get()[0])
                .collect(Collectors.toSet());

        assertEquals(EnumSet.allOf(Mishap.class), covered);
    }

    @Test
    void aDecisionEndsTheUncertainty() {
        PostfachClient postfach = PostfachClient.builder().route(patient()).build();
        Message notice = Fixtures.aNotice().build();
        mailbox.next(Mishap.RESET_BEFORE_ACCEPTING);
        assertThrows(PostfachUnavailableException.class, () -> postfach.send(notice));

        postfach.permitRepeat("az-2026-0815");
        Delivery delivery = postfach.send(Fixtures.aNotice().build());

        assertEquals(notice.messageId(), delivery.messageId());
        assertEquals(notice.messageId(), mailbox.received().get(0).messageId());
    }

    @Test
    void whatTheCitizenConfirmedIsNotSentAgain() {
        PostfachClient postfach = PostfachClient.builder().route(patient()).build();
        mailbox.next(Mishap.RESET_AFTER_ACCEPTING);
        assertThrows(
                PostfachUnavailableException.class,
                () -> postfach.send(Fixtures.aNotice().build()));

        postfach.markDelivered("az-2026-0815");
        Delivery delivery = postfach.send(Fixtures.aNotice().build());

        assertEquals(DeliveryState.PROVIDED, delivery.state());
        assertEquals(1, mailbox.received().size());
    }

    @Test
    void aServiceThatIsDownGetsTheMessageLater() {
        PostfachClient postfach = PostfachClient.builder().route(patient()).build();
        mailbox.goDown();
        PostfachException down = assertThrows(
                PostfachException.class, () -> postfach.send(Fixtures.aNotice().build()));
        mailbox.recover();

        assertInstanceOf(PostfachUnavailableException.class, down);
        assertEquals("POSTFACH-301", down.code());
        assertEquals(
                DeliveryState.PROVIDED,
                postfach.send(Fixtures.aNotice().build()).state());
        assertEquals(1, mailbox.received().size());
    }

    private static PostfachRoute route(Duration timeout) {
        return RouteOf.settings(mailbox.settings(), timeout);
    }
}
