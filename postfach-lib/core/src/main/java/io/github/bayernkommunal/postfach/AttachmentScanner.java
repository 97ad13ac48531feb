package io.github.bayernkommunal.postfach;

import io.github.bayernkommunal.postfach.internal.ClamdScanner;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * Looks for malware in an attachment before it is sent or stored. When a scanner is configured, nothing leaves unseen: a
 * finding, and also a scan that could not be made, ends the attempt.
 */
@FunctionalInterface
public interface AttachmentScanner {

    /**
     * Scans one attachment.
     *
     * @param attachment the file
     * @return the name of what was found; empty if the file is clean
     * @throws IOException if the scan could not be made
     */
    Optional<String> scan(Attachment attachment) throws IOException;

    /**
     * A scanner that asks a ClamAV daemon over TCP, command {@code INSTREAM}.
     *
     * @param address where {@code clamd} listens; the connection is not encrypted, so keep it on this machine or network
     * @param timeout longest time for one file, more than zero
     * @return the scanner
     * @throws IllegalArgumentException if the timeout is zero or negative
     * @source clamd(8)
     */
    static AttachmentScanner clamd(InetSocketAddress address, Duration timeout) {
        return new ClamdScanner(address, timeout);
    }
}
