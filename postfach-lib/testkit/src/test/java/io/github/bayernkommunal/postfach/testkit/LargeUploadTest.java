package io.github.bayernkommunal.postfach.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.spec.MGF1ParameterSpec;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.CipherInputStream;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Simulator and sender together in a process whose heap is a fraction of the file. */
@Timeout(120)
class LargeUploadTest {

    private static final int MEGABYTE = 1024 * 1024;

    @Test
    void aFileOf200MegabytesGoesByRestThroughAHeapOf40() throws Exception {
        assertEquals("209715200 bytes received", inSmallHeap("zbp", 200));
    }

    @Test
    void anEncryptedFileGoesThroughTheBridgeInTheSameHeap() throws Exception {
        assertEquals("83886080 bytes received", inSmallHeap("fit-connect", 80));
    }

    private static String inSmallHeap(String road, int megabytes) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx40m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LargeUploadTest.class.getName(),
                        road,
                        Integer.toString(megabytes))
                .redirectErrorStream(true)
                .start();
        try (InputStream output = process.getInputStream()) {
            return new String(output.readAllBytes(), StandardCharsets.UTF_8).strip();
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    /** The other process. */
    public static void main(String[] arguments) throws Exception {
        int size = Integer.parseInt(arguments[1]) * MEGABYTE;
        try (PostfachSimulator mailbox = PostfachSimulator.builder()
                .mailbox(ZbpCaller.MAILBOX, "")
                .zbpAttachments(1, size, size)
                .start()) {
            String content = ZbpCaller.example()
                    .replaceFirst("ddaf35[0-9a-f]*", sha512(size))
                    .replace(":3}]", ":" + size + "}]");
            if (arguments[0].equals("zbp")) {
                byRest(mailbox, content, size);
            } else {
                throughTheBridge(mailbox, content, size);
            }
            System.out.println(mailbox.received().get(0).attachments().get(0).size() + " bytes received");
        }
    }

    private static void byRest(PostfachSimulator mailbox, String content, int size) throws IOException {
        ZbpCaller caller = ZbpCaller.of(mailbox);
        String form = new String(caller.message().content(content).body(), StandardCharsets.UTF_8);
        int file = form.indexOf("abc\r\n");
        HttpResponse<String> answer = caller.plain.send(caller.message()
                .request()
                .PUT(HttpRequest.BodyPublishers.ofInputStream(
                        () -> join(text(form.substring(0, file)), new Zeros(size), text(form.substring(file + 3))))));
        assertEquals(200, answer.statusCode(), answer.body());
    }

    private static void throughTheBridge(PostfachSimulator mailbox, String content, int size) throws Exception {
        FitConnectCaller caller = new FitConnectCaller(mailbox.fitConnectSettings());
        String submission = FitConnectCaller.member(
                caller.announce(FitConnectCaller.SERVICE, FitConnectCaller.FILE), "submissionId");
        HttpRequest.Builder upload = caller.request(
                        "PUT",
                        "/v2/submissions/" + submission + "/attachments/" + FitConnectCaller.FILE,
                        "application/jose",
                        "")
                .PUT(HttpRequest.BodyPublishers.ofInputStream(() -> jwe(caller, new Zeros(size))));
        assertEquals(204, caller.plain.send(upload).statusCode());
        String data = caller.data(content);
        String metadata =
                FitConnectCaller.metadata(data).replace(ZbpCaller.sha512(ZbpCaller.utf8("abc")), sha512(size));
        assertEquals(200, caller.submit(submission, metadata, data).statusCode());
    }

    /** A compact JWE as a stream; the JDK's GCM holds text back only when it decrypts. */
    private static InputStream jwe(FitConnectCaller caller, InputStream text) {
        try {
            byte[] key = new byte[32];
            byte[] iv = new byte[12];
            new SecureRandom().nextBytes(key);
            String header = Author.base64Url(
                    "{\"alg\":\"RSA-OAEP-256\",\"enc\":\"A256GCM\",\"kid\":\"%s\",\"cty\":\"application/json\"}"
                            .formatted(caller.key().getKeyID()));
            Cipher rsa = Cipher.getInstance("RSA/ECB/OAEPPadding");
            rsa.init(
                    Cipher.ENCRYPT_MODE,
                    caller.key().toRSAPublicKey(),
                    new OAEPParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT));
            Cipher aes = Cipher.getInstance("AES/GCM/NoPadding");
            aes.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, iv));
            aes.updateAAD(ZbpCaller.utf8(header));
            Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
            String begin =
                    header + "." + base64.encodeToString(rsa.doFinal(key)) + "." + base64.encodeToString(iv) + ".";
            return join(text(begin), new Encoded(new CipherInputStream(text, aes)));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static InputStream text(String text) {
        return new ByteArrayInputStream(ZbpCaller.utf8(text));
    }

    private static InputStream join(InputStream... parts) {
        return new SequenceInputStream(Collections.enumeration(List.of(parts)));
    }

    private static String sha512(int size) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-512");
        byte[] chunk = new byte[MEGABYTE];
        for (int done = 0; done < size; done += chunk.length) {
            digest.update(chunk);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Many bytes that need no memory. */
    private static final class Zeros extends InputStream {
        private int left;

        Zeros(int size) {
            this.left = size;
        }

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            if (left <= 0) {
                return -1;
            }
            int count = Math.min(left, length);
            java.util.Arrays.fill(bytes, offset, offset + count, (byte) 0);
            left -= count;
            return count;
        }
    }

    /** Text and tag of AES-GCM, each in Base64 for addresses, with a dot between. */
    private static final class Encoded extends InputStream {
        private static final int TAG = 16;
        private final InputStream in;
        private byte[] ahead = new byte[0];
        private InputStream now = InputStream.nullInputStream();
        private boolean ended;

        Encoded(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0];
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = now.read(bytes, offset, length);
            if (read < 0 && !ended) {
                fill();
                return now.read(bytes, offset, length);
            }
            return read;
        }

        private void fill() throws IOException {
            Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
            byte[] next = in.readNBytes(48 * 1024);
            byte[] all = new byte[ahead.length + next.length];
            System.arraycopy(ahead, 0, all, 0, ahead.length);
            System.arraycopy(next, 0, all, ahead.length, next.length);
            ended = next.length < 48 * 1024;
            int text = ended ? all.length - TAG : (all.length - TAG) / 3 * 3;
            ahead = java.util.Arrays.copyOfRange(all, text, all.length);
            String encoded = base64.encodeToString(java.util.Arrays.copyOf(all, text));
            now = text(ended ? encoded + "." + base64.encodeToString(ahead) : encoded);
        }
    }
}
