package io.github.bayernkommunal.postfach.internal.outbox;

import io.github.bayernkommunal.postfach.Attachment;
import io.github.bayernkommunal.postfach.internal.UnchangedContent;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * Large attachments of one message in the table {@code postfach_content}, cut into pieces: a database gives and takes a
 * column whole, so only pieces keep the memory small. They are numbered through, attachment after attachment.
 */
final class Chunks {

    /** Part of what is stored: it must never change. */
    static final int SIZE = 512 * 1024;

    private final Transactions transactions;
    private final Payload payloads;
    private final long message;
    private final String messageId;

    /** The pieces of the message in the row with this id. */
    Chunks(Transactions transactions, Payload payloads, long message, String messageId) {
        this.transactions = transactions;
        this.payloads = payloads;
        this.message = message;
        this.messageId = messageId;
    }

    /** How many pieces so many bytes are. */
    static int count(long size) {
        return Math.toIntExact((size + SIZE - 1) / SIZE);
    }

    /**
     * Stores attachments in the caller's transaction.
     *
     * @throws IOException if one cannot be read, or is no longer what it was
     */
    void write(Connection connection, List<Attachment> attachments) throws SQLException, IOException {
        int no = 0;
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO postfach_content (message, no, chunk) VALUES (?, ?, ?)")) {
            for (Attachment attachment : attachments) {
                try (InputStream in = new UnchangedContent(attachment)) {
                    for (byte[] chunk = in.readNBytes(SIZE); chunk.length > 0; chunk = in.readNBytes(SIZE)) {
                        insert.setLong(1, message);
                        insert.setInt(2, no);
                        insert.setBytes(3, payloads.sealChunk(chunk, messageId, no));
                        insert.executeUpdate();
                        no++;
                    }
                }
            }
        }
    }

    /** The attachment of this length that begins with this piece. */
    Attachment.Content content(int first, long size) {
        return () -> new Pieces(first, first + count(size));
    }

    private byte[] read(int no) throws IOException {
        byte[] stored;
        try {
            stored = transactions.run(connection -> {
                try (PreparedStatement query = connection.prepareStatement(
                        "SELECT chunk FROM postfach_content WHERE message = ? AND no = ?")) {
                    query.setLong(1, message);
                    query.setInt(2, no);
                    try (ResultSet row = query.executeQuery()) {
                        return row.next() ? row.getBytes(1) : new byte[0];
                    }
                }
            });
        } catch (SQLException e) {
            throw new IOException("an attachment cannot be read from the database", e);
        }
        if (stored.length == 0) {
            throw new IOException("a piece of an attachment is gone");
        }
        return payloads.unsealChunk(stored, messageId, no);
    }

    private final class Pieces extends InputStream {

        private final int end;
        private int next;
        private byte[] piece = {};
        private int at;

        Pieces(int first, int end) {
            this.next = first;
            this.end = end;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (at == piece.length) {
                if (next == end) {
                    return -1;
                }
                piece = Chunks.this.read(next++);
                at = 0;
            }
            int count = Math.min(length, piece.length - at);
            System.arraycopy(piece, at, buffer, offset, count);
            at += count;
            return count;
        }
    }
}
