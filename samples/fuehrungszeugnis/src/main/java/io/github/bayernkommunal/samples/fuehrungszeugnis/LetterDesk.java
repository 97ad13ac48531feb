package io.github.bayernkommunal.samples.fuehrungszeugnis;

import io.github.bayernkommunal.postfach.Attachment;
import io.github.bayernkommunal.postfach.Message;
import io.github.bayernkommunal.postfach.PostboxHandle;
import io.github.bayernkommunal.postfach.PostfachClient;
import io.github.bayernkommunal.postfach.PostfachProtocolException;
import io.github.bayernkommunal.postfach.PostfachRejectedException;
import io.github.bayernkommunal.postfach.PostfachUnavailableException;
import io.github.bayernkommunal.postfach.Sender;
import io.github.bayernkommunal.postfach.TrustLevel;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorDefinition;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts the confirmation into the citizen's mailbox. While the mailbox cannot be reached the same letter is tried again
 * later; when nobody can tell whether it arrived, it is not.
 */
@ApplicationScoped
@ManagedScheduledExecutorDefinition(name = LetterDesk.BACKGROUND, maxAsync = 8)
public class LetterDesk {

    /** What works in the background; of its own, because that of a server may have one thread only. */
    static final String BACKGROUND = "java:module/concurrent/background";

    private static final Logger log = LoggerFactory.getLogger(LetterDesk.class);

    private final Clock clock = Clock.systemUTC();

    @Inject
    private PostfachClient postfach;

    @Inject
    private SampleSettings settings;

    @Resource(lookup = BACKGROUND)
    private ManagedScheduledExecutorService later;

    /** Writes and sends the letter in the background; the citizen's page does not wait for the mailbox. */
    void send(CertificateCase item) {
        later.execute(() -> write(item));
    }

    void write(CertificateCase item) {
        Message letter;
        try {
            letter = letterFor(item);
        } catch (RuntimeException e) {
            log.error("The letter of {} could not be written", item.getNumber(), e);
            item.letterIs(CertificateCase.Letter.FAILED);
            return;
        }
        attempt(item, letter);
    }

    /** Built once per case: every attempt carries the same bytes and the same reference. */
    private Message letterFor(CertificateCase item) {
        Texts texts = Texts.GERMAN;
        byte[] receipt = Receipt.of(item, item.paidAt().orElseGet(clock::instant), texts);
        return Message.to(PostboxHandle.of(item.applicant().postbox().orElseThrow()))
                .from(Sender.of(texts.get("town"), "Bürgerbüro"))
                .subject(texts.get("letter.subject"))
                .text(texts.get("letter.text"))
                .readableFrom(TrustLevel.HIGH)
                .attach(Attachment.pdf(texts.get("letter.file"), receipt))
                .reference(item.getNumber())
                .build();
    }

    private void attempt(CertificateCase item, Message letter) {
        try {
            item.letterIs(
                    postfach.send(letter).state().isInMailbox()
                            ? CertificateCase.Letter.DELIVERED
                            : CertificateCase.Letter.UNCLEAR);
        } catch (PostfachUnavailableException e) {
            log.warn("The letter of {} is not delivered yet: {}", item.getNumber(), e.getMessage());
            if (e.mayHaveTakenEffect()) {
                item.letterIs(CertificateCase.Letter.UNCLEAR);
            } else {
                item.letterIs(CertificateCase.Letter.WAITING);
                Duration pause = e.suggestedPause().orElse(settings.letterPause());
                // Every outcome is noted in the case itself; nobody waits for this one.
                var unused = later.schedule(() -> attempt(item, letter), pause.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (PostfachRejectedException e) {
            log.error("The letter of {} was declined: {}", item.getNumber(), e.getMessage());
            item.letterIs(CertificateCase.Letter.DECLINED);
        } catch (PostfachProtocolException e) {
            log.error("The mailbox does not understand the letter of {}: {}", item.getNumber(), e.getMessage());
            item.letterIs(CertificateCase.Letter.FAILED);
        } catch (RuntimeException e) {
            log.error("Nobody knows what became of the letter of {}", item.getNumber(), e);
            item.letterIs(CertificateCase.Letter.UNCLEAR);
        }
    }
}
