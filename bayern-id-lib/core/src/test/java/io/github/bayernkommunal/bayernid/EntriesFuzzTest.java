package io.github.bayernkommunal.bayernid;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.bayernkommunal.bayernid.LoginOutcome.LoggedIn;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Every entry that takes text from outside, led by a fuzzer that watches which branches it reaches.
 *
 * <p>Not part of a normal build, because the fuzzer rewrites the classes of its process: {@code mvn -Pcampaign-short test} gives
 * each entry a process and half a minute. Nothing may leave but the declared exceptions, and nobody gets in. A finding becomes
 * an ordinary test.
 */
class EntriesFuzzTest {

    private static final String LONG_ENOUGH = "25s";

    private static final PendingLogin PENDING = Desk.pending();
    private static final BayernIdServiceProvider CITIZENS =
            Desk.builder().replayGuard((assertion, until) -> true).build();
    private static final BayernIdServiceProvider ORGANISATIONS = Desk.builder()
            .unternehmenskonto()
            .replayGuard((assertion, until) -> true)
            .build();

    private static void nobodyGetsIn(BayernIdServiceProvider provider, String form) {
        try {
            LoginOutcome outcome = provider.finishLogin(form, PENDING);
            assertFalse(outcome instanceof LoggedIn, "logged in");
        } catch (ResponseNotTrustedException refused) {
            assertTrue(refused.getMessage().length() < 2_000, "a message of sensible length");
        }
    }

    /** The form field as text. */
    @FuzzTest(maxDuration = LONG_ENOUGH)
    void answer(FuzzedDataProvider data) {
        nobodyGetsIn(CITIZENS, data.consumeRemainingAsString());
    }

    /** The document in the form field. */
    @FuzzTest(maxDuration = LONG_ENOUGH)
    void document(byte[] data) {
        String form = Base64.getEncoder().encodeToString(data);
        nobodyGetsIn(CITIZENS, form);
        nobodyGetsIn(ORGANISATIONS, form);
    }

    /** What support looks at. */
    @FuzzTest(maxDuration = LONG_ENOUGH)
    void explanation(byte[] data) {
        String trace = CITIZENS.explainResponse(Base64.getEncoder().encodeToString(data), PENDING);
        assertTrue(trace.contains("refused by") || trace.contains("nobody was authenticated"), trace);
    }

    /** A piece of a sound response is exchanged before it is signed: everything up to the assertion is reached. */
    @FuzzTest(maxDuration = LONG_ENOUGH)
    void signedResponse(FuzzedDataProvider data) {
        judge(Answer.to(PENDING).responseText(text -> spliced(text, data)));
    }

    /** A piece of a sound assertion is exchanged before it is signed and encrypted: all checks of content are reached. */
    @FuzzTest(maxDuration = LONG_ENOUGH)
    void signedAssertion(FuzzedDataProvider data) {
        judge(Answer.to(PENDING).assertionText(text -> spliced(text, data)));
    }

    /** What is encrypted is not what was signed. */
    @FuzzTest(maxDuration = LONG_ENOUGH)
    void decryptedContent(FuzzedDataProvider data) {
        judge(Answer.to(PENDING).encrypting(text -> spliced(text, data)));
    }

    // The honest identity provider would have signed it, so a login is no finding here; anything undeclared is.
    private static void judge(Answer answer) {
        String form;
        try {
            form = answer.build();
        } catch (RuntimeException notXml) {
            return;
        }
        try {
            CITIZENS.finishLogin(form, PENDING);
        } catch (ResponseNotTrustedException refused) {
            assertTrue(refused.getMessage().length() < 2_000, "a message of sensible length");
        }
    }

    private static String spliced(String text, FuzzedDataProvider data) {
        int from = data.consumeInt(0, text.length());
        int to = data.consumeInt(from, Math.min(text.length(), from + 200));
        return text.substring(0, from) + data.consumeRemainingAsString() + text.substring(to);
    }

    /** Metadata of an identity provider, and the check of metadata. */
    @FuzzTest(maxDuration = LONG_ENOUGH)
    void metadata(byte[] data) {
        try {
            IdentityProvider.fromMetadata(data);
        } catch (IllegalArgumentException declared) {
            assertFalse(String.valueOf(declared.getMessage()).isBlank());
        }
        MetadataCheck.of(data, Clock.systemUTC());
    }

    /** A piece of sound metadata is exchanged. */
    @FuzzTest(maxDuration = LONG_ENOUGH)
    void changedMetadata(FuzzedDataProvider data) {
        metadata(spliced(Desk.metadata(Keys.identityProvider()), data).getBytes(StandardCharsets.UTF_8));
    }

    /** The remembered login, should somebody keep it where a browser can change it. */
    @FuzzTest(maxDuration = LONG_ENOUGH)
    void pendingLogin(FuzzedDataProvider data) {
        String text = data.consumeBoolean() ? spliced(PENDING.toText(), data) : data.consumeRemainingAsString();
        try {
            PendingLogin read = PendingLogin.of(text);
            assertTrue(PendingLogin.of(read.toText()).toText().equals(read.toText()));
        } catch (IllegalArgumentException declared) {
            assertFalse(String.valueOf(declared.getMessage()).isBlank());
        }
    }

    /** Settings of all names with any text. */
    @FuzzTest(maxDuration = LONG_ENOUGH)
    void settings(FuzzedDataProvider data) {
        Map<String, String> settings = new HashMap<>();
        while (data.remainingBytes() > 0) {
            settings.put(data.pickValue(List.copyOf(SettingsReader.NAMES)), data.consumeString(60));
        }
        // The operator's own: a file would be read, an address asked.
        settings.keySet().removeIf(name -> name.endsWith(".file") || name.endsWith("provider.metadata"));
        try {
            BayernIdServiceProvider.from(settings).close();
        } catch (IllegalArgumentException declared) {
            assertTrue(declared.getMessage().contains("problem(s)"), declared.getMessage());
        }
    }
}
