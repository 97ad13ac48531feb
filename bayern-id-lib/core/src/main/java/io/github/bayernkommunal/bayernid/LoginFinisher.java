package io.github.bayernkommunal.bayernid;

import io.github.bayernkommunal.bayernid.internal.saml.Expectation;
import io.github.bayernkommunal.bayernid.internal.saml.Judgement;
import io.github.bayernkommunal.bayernid.internal.saml.Metadata;
import io.github.bayernkommunal.bayernid.internal.saml.MetadataSource;
import io.github.bayernkommunal.bayernid.internal.saml.Profile;
import io.github.bayernkommunal.bayernid.internal.saml.ResponseJudge;
import io.github.bayernkommunal.bayernid.internal.saml.ResponseTrace;
import io.github.bayernkommunal.bayernid.internal.saml.WarmUp;
import io.github.bayernkommunal.bayernid.internal.xml.Decryptor;
import io.github.bayernkommunal.bayernid.internal.xml.Signer;
import io.github.bayernkommunal.bayernid.internal.xml.XmlReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Judges answers: fixes what is expected, has the answer judged, takes its first use, and words the outcome. */
final class LoginFinisher {

    private static final Logger log = LoggerFactory.getLogger(BayernIdServiceProvider.class);

    private final String entityId;
    private final String answersTo;
    private final MetadataSource source;
    private final Profile profile;
    private final Duration skew;
    private final Clock clock;
    private final ReplayGuard replayGuard;
    private final XmlReader reader;
    private final Decryptor decryptor;
    private final ResponseJudge judge;

    LoginFinisher(
            String entityId,
            String answersTo,
            MetadataSource source,
            Profile profile,
            Duration skew,
            Clock clock,
            ReplayGuard replayGuard,
            XmlReader reader,
            Decryptor decryptor) {
        this.entityId = entityId;
        this.answersTo = answersTo;
        this.source = source;
        this.profile = profile;
        this.skew = skew;
        this.clock = clock;
        this.replayGuard = replayGuard;
        this.reader = reader;
        this.decryptor = decryptor;
        this.judge = new ResponseJudge(reader, decryptor);
    }

    LoginOutcome finish(@Nullable String samlResponse, PendingLogin pending) {
        Metadata peer = source.current();
        try {
            Judgement judgement = judge.judge(samlResponse, expectation(peer, pending));
            LoginOutcome outcome = outcome(judgement, pending, peer);
            AuditLog.decided(outcome, judgement, pending, peer.entityId());
            return outcome;
        } catch (ResponseNotTrustedException e) {
            AuditLog.notTrusted(e, pending, peer.entityId());
            throw e;
        }
    }

    private LoginOutcome outcome(Judgement judgement, PendingLogin pending, Metadata peer) {
        if (judgement instanceof Judgement.Authenticated login) {
            requireFirstUse(login, peer.entityId());
            warnOfContradiction(login, pending);
            return profile == Profile.BAYERNID
                    ? Outcomes.of(login, pending)
                    : Outcomes.ofOrganisation(login, pending, peer.entityId());
        }
        return Outcomes.of(((Judgement.Declined) judgement).status(), pending);
    }

    void warmUp(Signer signer) {
        PendingLogin nobody =
                new PendingLogin("_warm-up", clock.instant(), TrustLevel.HIGH, true, List.of(), Optional.empty());
        Expectation us = new Expectation(
                entityId,
                answersTo,
                entityId,
                List.of(signer.publicKey()),
                skew,
                nobody.startedAt(),
                nobody.requestId(),
                nobody.startedAt(),
                true,
                Profile.BAYERNID);
        LoginOutcome found = Outcomes.of(WarmUp.run(reader, signer, decryptor, judge, us), nobody);
        log.debug("warmed up: {}", found.getClass().getSimpleName());
    }

    String explain(@Nullable String samlResponse, PendingLogin pending) {
        Expectation expected = expectation(source.current(), pending);
        String skeleton = ResponseTrace.of(samlResponse, reader, decryptor);
        try {
            Judgement judgement = judge.judge(samlResponse, expected);
            return skeleton
                    + (judgement instanceof Judgement.Declined declined
                            ? "trustworthy, nobody was authenticated: "
                                    + declined.status().summary()
                            : "trustworthy, if it is used for the first time")
                    + "\n";
        } catch (ResponseNotTrustedException e) {
            return skeleton + "refused by " + e.failedCheck() + ": " + e.getMessage() + "\n";
        }
    }

    private Expectation expectation(Metadata peer, PendingLogin pending) {
        return new Expectation(
                entityId,
                answersTo,
                peer.entityId(),
                peer.keys(),
                skew,
                clock.instant(),
                pending.requestId(),
                pending.startedAt(),
                pending.freshLogin(),
                profile);
    }

    private void requireFirstUse(Judgement.Authenticated login, String issuer) {
        boolean first;
        try {
            first = replayGuard.firstUse(key(issuer, login.assertionId()), login.useUntil());
        } catch (RuntimeException e) {
            throw new ResponseNotTrustedException(
                    Check.REPLAY_MEMORY,
                    "The memory of used assertions does not answer, so nobody is let in. Check its database or cache.",
                    e);
        }
        if (!first) {
            throw new ResponseNotTrustedException(
                    Check.REPLAY,
                    "The assertion was used before. Reloading the page or going back causes it, and so does an attacker who"
                            + " recorded the answer.");
        }
    }

    private static String key(String issuer, String assertionId) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((issuer + '\n' + assertionId).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private static void warnOfContradiction(Judgement.Authenticated login, PendingLogin pending) {
        if (login.contradiction() != null) {
            log.warn(
                    "login {}: the identity provider states two trust levels, {} and {}; the lower one counts",
                    pending.requestId(),
                    login.level(),
                    login.contradiction());
        }
    }
}
