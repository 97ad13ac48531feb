package io.github.bayernkommunal.bayernid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bytes from outside end in a declared refusal, soon, and never in a login. */
class HostileBytesTest {

    private static final int COUNT = Integer.getInteger("bayernid.mutations", 2_000);
    private static final long SEED = Long.getLong("bayernid.seed", System.nanoTime());
    private static final int LARGEST = 256 * 1024;

    private final PendingLogin pending = Desk.pending();
    private final BayernIdServiceProvider bayernId = Desk.serviceProvider();
    private final Random random = new Random(SEED);

    private void requireRefusal(byte[] bytes) {
        String form = Base64.getEncoder().encodeToString(bytes);
        try {
            bayernId.finishLogin(form, pending);
            fail("accepted; seed " + SEED);
        } catch (ResponseNotTrustedException expected) {
            assertTrue(expected.getMessage().length() < 2_000, "a message of sensible length");
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            fail("undeclared " + e + "; seed " + SEED, e);
        }
    }

    @Test
    void randomBytes() {
        for (int i = 0; i < COUNT; i++) {
            byte[] bytes = new byte[random.nextInt(400)];
            random.nextBytes(bytes);
            requireRefusal(bytes);
        }
    }

    @Test
    void soundAnswersWithBytesFlipped() {
        byte[] sound = Answer.to(pending).xml().getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < COUNT / 2; i++) {
            byte[] bytes = sound.clone();
            // Inside the signed part: the signature's own key info may change without meaning.
            int at = random.nextInt(new String(sound, StandardCharsets.UTF_8).indexOf("<ds:KeyInfo"));
            bytes[at] ^= (byte) (1 << random.nextInt(7));
            try {
                bayernId.finishLogin(Base64.getEncoder().encodeToString(bytes), pending);
            } catch (ResponseNotTrustedException expected) {
                continue;
            } catch (RuntimeException e) {
                fail("undeclared " + e + "; seed " + SEED, e);
            }
        }
    }

    @Test
    void randomMetadataAndPendingLogins() {
        byte[] sound = Desk.metadata(Keys.identityProvider()).getBytes(StandardCharsets.UTF_8);
        String text = pending.toText();
        for (int i = 0; i < COUNT / 10; i++) {
            byte[] bytes = sound.clone();
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            StringBuilder changed = new StringBuilder(text);
            changed.setCharAt(random.nextInt(text.length()), (char) random.nextInt(200));
            try {
                IdentityProvider.fromMetadata(bytes);
            } catch (IllegalArgumentException expected) {
                // Either it is refused in these words, or the change did not matter.
            }
            try {
                PendingLogin.of(changed.toString());
            } catch (IllegalArgumentException expected) {
                // As above.
            }
        }
    }

    static List<Map.Entry<String, String>> bombs() {
        Map<String, String> bombs = new LinkedHashMap<>();
        bombs.put("deep", "<a>".repeat(LARGEST / 3 - 1));
        bombs.put("wide", "<a>" + "<b/>".repeat(LARGEST / 4 - 10) + "</a>");
        bombs.put("attributes", "<a " + numbered(" a%d=''", LARGEST) + "/>");
        bombs.put("namespaces", "<a " + numbered(" xmlns:a%d='urn:x'", LARGEST) + "/>");
        bombs.put("one long name", "<" + "a".repeat(LARGEST - 10) + "/>");
        bombs.put("one long value", "<a b='" + "c".repeat(LARGEST - 20) + "'/>");
        bombs.put("one long text", "<a>" + "b".repeat(LARGEST - 20) + "</a>");
        bombs.put("character references", "<a>" + "&#97;".repeat(LARGEST / 5 - 10) + "</a>");
        bombs.put("one endless reference", "<a>&#" + "0".repeat(LARGEST - 20) + "97;</a>");
        bombs.put("comments", "<a>" + "<!---->".repeat(LARGEST / 7 - 10) + "</a>");
        bombs.put("CDATA", "<a>" + "<![CDATA[]]>".repeat(LARGEST / 12 - 10) + "</a>");
        bombs.put("one open comment", "<a><!--" + "-".repeat(LARGEST - 20));
        bombs.put("entities", "<!DOCTYPE a [" + numbered("<!ENTITY e%d 'x'>", LARGEST - 200) + "]><a/>");
        bombs.put("one open tag", "<a " + " ".repeat(LARGEST - 20));
        bombs.put("blanks", " ".repeat(LARGEST));
        return List.copyOf(bombs.entrySet());
    }

    private static String numbered(String form, int most) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; text.length() < most - 100; i++) {
            text.append(form.formatted(i));
        }
        return text.toString();
    }

    @ParameterizedTest
    @MethodSource("bombs")
    void theLargestMessagesAreRefusedSoon(Map.Entry<String, String> bomb) {
        byte[] bytes = bomb.getValue().getBytes(StandardCharsets.UTF_8);
        long start = System.nanoTime();

        requireRefusal(bytes);

        // One second is the promise; a busy machine that builds four libraries at once gets five.
        assertTrue(Duration.ofNanos(System.nanoTime() - start).toMillis() < 5_000, bomb.getKey());
    }

    // Anybody can post a signature that names prefixes; they are looked up before its value can be judged.
    @Test
    void aSignatureThatNamesManyPrefixesIsRefusedSoon() {
        String content = "<a " + MessageCases.namespaces(60) + ">" + "<a/>".repeat(19_000) + "</a>";
        String prefixes = numbered("z%d ", 100 + 10 * 3 + 22 * 4).strip();
        String answer = MessageCases.extension(Answer.to(pending).xml(), content)
                .replaceFirst("PrefixList=\"xsd\"", "PrefixList=\"" + prefixes + "\"");
        long start = System.nanoTime();

        String form = Base64.getEncoder().encodeToString(answer.getBytes(StandardCharsets.UTF_8));
        var refusal = assertThrows(ResponseNotTrustedException.class, () -> bayernId.finishLogin(form, pending));

        assertEquals(Check.DIGEST, refusal.failedCheck());
        assertTrue(Duration.ofNanos(System.nanoTime() - start).toMillis() < 5_000);
    }

    @Test
    void bombsInsideTheEncryptionAreRefusedToo() {
        for (Map.Entry<String, String> bomb : bombs()) {
            if (bomb.getValue().length() < LARGEST) {
                String half = bomb.getValue().substring(0, 120_000);
                String form = Answer.to(pending)
                        .withoutResponseSignature()
                        .encrypting(signed -> half)
                        .build();
                var refusal =
                        assertThrows(ResponseNotTrustedException.class, () -> bayernId.finishLogin(form, pending));
                assertEquals(Check.DECRYPTED_CONTENT, refusal.failedCheck());
            }
        }
    }

    @Test
    void nothingAtAll() {
        for (String nothing : new String[] {null, "", " ", "\n"}) {
            var refusal = assertThrows(ResponseNotTrustedException.class, () -> bayernId.finishLogin(nothing, pending));
            assertEquals(Check.MISSING, refusal.failedCheck());
        }
    }
}
