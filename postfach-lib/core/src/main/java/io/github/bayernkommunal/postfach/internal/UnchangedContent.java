package io.github.bayernkommunal.postfach.internal;

import io.github.bayernkommunal.postfach.Attachment;
import java.io.FilterInputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Lets the last bytes of an attachment out only if the whole is what it was: a changed file never arrives complete. */
public final class UnchangedContent extends FilterInputStream {

    private final Attachment file;
    private final MessageDigest digest;
    private long read;

    /** The content from its beginning. */
    public UnchangedContent(Attachment file) throws IOException {
        super(file.open());
        this.file = file;
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = super.read(buffer, offset, length);
        if (count > 0) {
            read += count;
            digest.update(buffer, offset, count);
        }
        boolean tooLong = read > file.size();
        boolean tooShort = count < 0 && read < file.size();
        if (tooLong
                || tooShort
                || (count > 0
                        && read == file.size()
                        && !HexFormat.of().formatHex(digest.digest()).equals(file.sha256()))) {
            throw new IOException("an attachment was changed while it was sent");
        }
        return count;
    }
}
