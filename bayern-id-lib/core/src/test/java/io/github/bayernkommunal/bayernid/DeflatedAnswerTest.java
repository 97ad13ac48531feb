package io.github.bayernkommunal.bayernid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Answers come by form, and a form is never deflated: nothing that was compressed is ever unpacked. */
class DeflatedAnswerTest {

    /** Ways to compress. */
    enum Packing {
        RAW,
        ZLIB,
        GZIP;

        OutputStream around(OutputStream out) throws IOException {
            return switch (this) {
                case RAW -> new DeflaterOutputStream(out, new Deflater(9, true));
                case ZLIB -> new DeflaterOutputStream(out, new Deflater(9, false));
                case GZIP -> new GZIPOutputStream(out);
            };
        }
    }

    private final PendingLogin pending = Desk.pending();
    private final BayernIdServiceProvider bayernId = Desk.serviceProvider();

    private Check refusal(byte[] packed) {
        String form = Base64.getEncoder().encodeToString(packed);
        return assertThrows(ResponseNotTrustedException.class, () -> bayernId.finishLogin(form, pending))
                .failedCheck();
    }

    @ParameterizedTest
    @EnumSource
    void aSoundAnswerThatWasDeflatedIsRefused(Packing packing) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = packing.around(packed)) {
            out.write(Answer.to(pending).xml().getBytes(StandardCharsets.UTF_8));
        }

        assertEquals(Check.ENCODING, refusal(packed.toByteArray()));
    }

    @ParameterizedTest
    @EnumSource
    void aBombIsNotUnpacked(Packing packing) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        byte[] blanks = new byte[1024 * 1024];
        try (OutputStream out = packing.around(packed)) {
            for (int i = 0; i < 150; i++) {
                out.write(blanks);
            }
        }
        refusal(packed.toByteArray());
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();

        assertEquals(Check.ENCODING, refusal(packed.toByteArray()));

        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertTrue(packed.size() > 100_000, "as large as an answer may be: " + packed.size());
        assertTrue(allocated < 10L * 1024 * 1024, allocated + " bytes for " + packed.size());
    }

    @Test
    void bytesBehindAnAnswerAreRefused() {
        byte[] sound = Answer.to(pending).xml().getBytes(StandardCharsets.UTF_8);
        byte[] longer = java.util.Arrays.copyOf(sound, sound.length + 3);

        assertEquals(Check.XML, refusal(longer));
    }
}
