package io.github.bayernkommunal.bayernid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.bayernkommunal.bayernid.LoginOutcome.LoggedIn;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LoginTest {

    private final BayernIdServiceProvider bayernId = Desk.serviceProvider();
    private final PendingLogin pending = Desk.pending();

    @Test
    void acceptsAnswerToOurRequest() {
        LoggedIn login = assertInstanceOf(
                LoggedIn.class, bayernId.finishLogin(Answer.to(pending).build(), pending));

        Citizen citizen = login.citizen();
        assertEquals(TrustLevel.HIGH, citizen.trustLevel());
        assertEquals(Optional.of("BEISPIEL"), citizen.surname());
        assertEquals(Optional.of("ERIKA"), citizen.givenName());
        assertEquals(
                Optional.of(LocalDate.of(1979, 11, 30)), citizen.birthDate().flatMap(PartialDate::complete));
        assertEquals(Optional.of(CitizenId.of("Zm9vYmFyZm9vYmFy")), citizen.id());
        assertEquals(Optional.of(AuthenticationMethod.EID), citizen.method());
        assertEquals(Optional.of("11111111-2222-4333-8444-555555555555"), citizen.postboxHandle());
        assertEquals(
                Optional.of(TrustLevel.SUBSTANTIAL),
                citizen.rated(Attribute.POSTBOX_HANDLE).flatMap(Citizen.Value::rating));
    }

    @Test
    void acceptsAnswerWhoseResponseIsNotSigned() {
        String answer = Answer.to(pending).withoutResponseSignature().build();

        assertInstanceOf(LoggedIn.class, bayernId.finishLogin(answer, pending));
    }

    @Test
    void warmingUpChangesNothing() {
        bayernId.warmUp();
        bayernId.warmUp();

        assertInstanceOf(LoggedIn.class, bayernId.finishLogin(Answer.to(pending).build(), pending));
    }

    @Test
    void refusesAnswerSignedByStranger() {
        String answer = Answer.to(pending)
                .assertionSignedWith(Keys.stranger())
                .withoutResponseSignature()
                .build();

        var refusal = assertThrows(ResponseNotTrustedException.class, () -> bayernId.finishLogin(answer, pending));

        assertEquals(Check.SIGNATURE, refusal.failedCheck());
    }
}
