package io.github.bayernkommunal.postfach.internal.fitconnect;

import io.github.bayernkommunal.postfach.Attachment;
import io.github.bayernkommunal.postfach.DeliveryState;
import io.github.bayernkommunal.postfach.PostfachException;
import io.github.bayernkommunal.postfach.PostfachProtocolException;
import io.github.bayernkommunal.postfach.PostfachRejectedException;
import io.github.bayernkommunal.postfach.PostfachRoute;
import io.github.bayernkommunal.postfach.PostfachUnavailableException;
import io.github.bayernkommunal.postfach.Rejection;
import io.github.bayernkommunal.postfach.internal.Code;
import io.github.bayernkommunal.postfach.internal.HttpsCalls;
import io.github.bayernkommunal.postfach.internal.zbp.Signer;
import io.github.bayernkommunal.postfach.internal.zbp.ZbpDocument;
import java.io.IOException;
import java.net.URI;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything behind the route {@code zbp-fit-connect}.
 *
 * <p>A submission counts from its last call on. What fails before has no effect, whatever it was; what fails after that is
 * looked up in the event log before anybody calls it unknown.
 */
public final class FitConnectExchange implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(FitConnectExchange.class);

    private final Signer signer;
    private final Clock clock;
    private final HttpsCalls https;
    private final SubmissionApi api;
    private final EventLog events;
    private final SecureRandom random = new SecureRandom();

    /**
     * Where the three services are, and who calls.
     *
     * @param submissions base address of the submission API
     * @param destinations base address of the destination API
     * @param tokens address of the token service
     * @param destinationId the delivery point of the bridge
     * @param clientId who calls
     * @param clientSecret its secret
     */
    public record Access(
            URI submissions, URI destinations, URI tokens, String destinationId, String clientId, String clientSecret) {

        /** Without the secret. */
        @Override
        public String toString() {
            return "Access[%s, destination %s]".formatted(submissions, destinationId);
        }
    }

    /** A road to the destination, with documents that the authority signs. */
    public FitConnectExchange(
            Access access,
            KeyStore.PrivateKeyEntry authority,
            List<X509Certificate> trust,
            Duration timeout,
            Clock clock) {
        this.signer = new Signer(authority);
        this.clock = clock;
        this.https = new HttpsCalls("postfach-fit-connect", access.submissions().getHost(), null, trust, timeout);
        AccessTokens tokens = new AccessTokens(access.tokens(), access.clientId(), access.clientSecret(), clock, https);
        this.api = new SubmissionApi(
                access.submissions(), access.destinations(), access.destinationId(), clock, https, tokens);
        this.events =
                new EventLog(access.submissions().toString().replaceAll("/+$", ""), access.destinationId(), api, clock);
    }

    /** Sends a message document with its files once. */
    public PostfachRoute.Receipt deliver(PostfachRoute.Letter letter) {
        ZbpDocument.requireAddressedTo(letter);
        return submit(
                SubmissionDocuments.Service.MESSAGE,
                letter.document(),
                SubmissionDocuments.ids(letter.messageId(), letter.attachments()),
                letter.attachments());
    }

    /** Reports how an application stands. */
    public PostfachRoute.Receipt report(String document) {
        return submit(SubmissionDocuments.Service.STATUS, document, List.of(), List.of());
    }

    /** One attempt, and whether its last call has begun. */
    private static final class Attempt {
        private volatile @Nullable Submission complete;
    }

    private PostfachRoute.Receipt submit(
            SubmissionDocuments.Service service, String document, List<String> ids, List<Attachment> files) {
        Attempt attempt = new Attempt();
        try {
            return https.within(() -> submit(attempt, service, document, ids, files));
        } catch (PostfachUnavailableException e) {
            Submission complete = attempt.complete;
            if (complete == null) {
                throw withoutEffect(e);
            }
            return lookUp(complete, e);
        }
    }

    private PostfachRoute.Receipt submit(
            Attempt attempt,
            SubmissionDocuments.Service service,
            String document,
            List<String> ids,
            List<Attachment> files)
            throws IOException {
        CompactJwe jwe = new CompactJwe(api.encryptionKey(), random);
        Submission submission = api.announce(service, ids);
        for (int i = 0; i < files.size(); i++) {
            api.upload(submission, ids.get(i), files.get(i), jwe);
        }
        String data = SubmissionDocuments.data(
                ZbpDocument.signed(document, signer), signer.token(clock.instant()), signer.certificate());
        List<String> hashes = files.isEmpty() ? List.of() : ZbpDocument.hashes(document);
        String metadata = SubmissionDocuments.metadata(data, ids, files, hashes);
        String encryptedMetadata = jwe.of(metadata);
        String encryptedData = jwe.of(data);
        api.signIn();
        attempt.complete = submission;
        api.submit(submission, encryptedMetadata, encryptedData);
        try {
            return receipt(submission).orElseGet(() -> handedOver(submission));
        } catch (IOException | PostfachUnavailableException | PostfachProtocolException e) {
            // The service has taken it; the log can be read another time.
            log.debug(
                    "the event log of a submission could not be read: {}",
                    e.getClass().getSimpleName());
            return handedOver(submission);
        }
    }

    private static PostfachRoute.Receipt handedOver(Submission submission) {
        return new PostfachRoute.Receipt(DeliveryState.HANDED_OVER, submission.id(), submission.receipt(List.of()));
    }

    private static PostfachUnavailableException withoutEffect(PostfachUnavailableException e) {
        return !e.mayHaveTakenEffect()
                ? e
                : new PostfachUnavailableException(
                        e.code(),
                        "The submission to FIT-Connect was not completed, so nothing was delivered; send again later. First: "
                                + e.getMessage(),
                        false,
                        e.suggestedPause().orElse(null),
                        e);
    }

    /** Nobody knows how the last call ended, but the log may. */
    private PostfachRoute.Receipt lookUp(Submission submission, PostfachUnavailableException unclear) {
        try {
            Optional<PostfachRoute.Receipt> known = https.within(() -> receipt(submission));
            if (known.isPresent()) {
                return known.get();
            }
        } catch (PostfachRejectedException e) {
            throw e;
        } catch (PostfachException e) {
            unclear.addSuppressed(e);
        }
        throw unclear;
    }

    /**
     * What became of a submission.
     *
     * @param receipt the text of its receipt
     * @return the newest receipt
     * @throws PostfachRejectedException if the bridge declined it
     * @throws PostfachProtocolException if the event log cannot be trusted
     */
    public Optional<PostfachRoute.Receipt> inquire(String receipt) {
        Submission submission;
        try {
            submission = Submission.of(JsonAnswer.object(receipt));
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("This is no receipt of the road zbp-fit-connect", e);
        }
        return https.within(() -> receipt(submission));
    }

    private Optional<PostfachRoute.Receipt> receipt(Submission submission) throws IOException {
        List<String> tokens = api.events(submission);
        DeliveryState state = events.judge(tokens, submission).orElse(null);
        if (state == null) {
            return Optional.empty();
        }
        String text = submission.receipt(tokens);
        if (state == DeliveryState.REJECTED) {
            throw new PostfachRejectedException(
                    Code.DECLINED_BY_BRIDGE.toString(),
                    "The bridge of FIT-Connect declined the message. hints() holds the signed event log with its reasons.",
                    List.of(Rejection.REJECTED_BY_SERVICE),
                    "reject-submission",
                    text);
        }
        return Optional.of(new PostfachRoute.Receipt(state, submission.id(), text));
    }

    @Override
    public void close() {
        https.close();
    }
}
