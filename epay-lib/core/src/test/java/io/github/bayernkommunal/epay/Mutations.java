package io.github.bayernkommunal.epay;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** Damages what was sound, the same way in each run. */
final class Mutations {

    static final int COUNT = Integer.getInteger("epay.mutations", 20_000);
    private static final long SEED = Long.getLong("epay.seed", 7);

    private Mutations() {}

    /** Pieces that mean something to a reader of JSON, XML or forms. */
    private static final List<String> PIECES = List.of(
            "\"",
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\\",
            "\\u0000",
            "null",
            "1E999",
            "-",
            "&",
            "=",
            "%",
            "<",
            ">",
            "<!DOCTYPE x>",
            "\"status\":\"PAYED\",",
            "\"grosAmount\":1,",
            "\u0000",
            "\uFEFF",
            "ä",
            "EPAY2");

    static byte[] mutated(byte[] original, Random random) {
        byte[] bytes = original;
        for (int i = 0; i <= random.nextInt(3); i++) {
            int at = random.nextInt(bytes.length + 1);
            int length = Math.min(bytes.length - at, random.nextInt(20));
            ByteArrayOutputStream next = new ByteArrayOutputStream();
            next.write(bytes, 0, at);
            switch (random.nextInt(5)) {
                case 0 ->
                    next.writeBytes(PIECES.get(random.nextInt(PIECES.size())).getBytes(StandardCharsets.UTF_8));
                case 1 -> next.write(random.nextInt(256));
                case 2 -> next.write(bytes, at, length);
                case 3 -> length = bytes.length - at;
                default -> {}
            }
            int rest = random.nextBoolean() ? at + length : at;
            next.write(bytes, rest, bytes.length - rest);
            bytes = next.toByteArray();
        }
        return bytes;
    }

    /** How many of the mutations of a text are refused with a declared exception; any other exception is a failure. */
    static int refused(String original, Consumer<byte[]> reader) {
        return refused(original.getBytes(StandardCharsets.UTF_8), COUNT, EpayException.class, reader);
    }

    /** The same for bytes, with the exception that is declared there. */
    static int refused(byte[] bytes, int count, Class<? extends RuntimeException> declared, Consumer<byte[]> reader) {
        reader.accept(bytes);
        Random random = new Random(SEED);
        int refused = 0;
        for (int i = 0; i < count; i++) {
            byte[] changed = mutated(bytes, random);
            try {
                reader.accept(changed);
            } catch (RuntimeException | StackOverflowError e) {
                if (declared.isInstance(e)) {
                    refused++;
                    continue;
                }
                throw new AssertionError(
                        "seed " + SEED + ", mutation " + i + ": " + new String(changed, StandardCharsets.ISO_8859_1),
                        e);
            }
        }
        return refused;
    }
}
