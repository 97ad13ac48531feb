package io.github.bayernkommunal.postfach.internal;

import io.github.bayernkommunal.postfach.PostfachUnavailableException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.jspecify.annotations.Nullable;

/** Says what a broken connection means: above all, whether a byte of the message may have left. */
public final class TransportFailure {

    // Names of RFC 8446, section 6.2, that speak of our certificate.
    private static final Pattern CERTIFICATE_ALERT = Pattern.compile(
            "alert: (bad_certificate|unsupported_certificate|certificate_revoked|certificate_expired|certificate_unknown|unknown_ca|access_denied|certificate_required)");

    private final String host;
    private final Duration timeout;
    private final KeyStore.@Nullable PrivateKeyEntry clientKey;

    /** Failures of calls to {@code host}. */
    public TransportFailure(String host, Duration timeout, KeyStore.@Nullable PrivateKeyEntry clientKey) {
        this.host = host;
        this.timeout = timeout;
        this.clientKey = clientKey;
    }

    /** What {@code failure} means for the message. */
    public PostfachUnavailableException of(Throwable failure) {
        String alert = certificateAlert(failure);
        if (alert != null) {
            return unavailable(
                    Code.CERTIFICATE_REFUSED,
                    "The mailbox service refuses our client certificate (%s); %s. Ask its operator which certificate is registered."
                            .formatted(alert, certificate()),
                    false,
                    failure);
        }
        if (has(failure, NotConnectedException.class)) {
            return unavailable(
                    Code.SECURE_CONNECTION_FAILED,
                    "No secure connection to %s: %s. Nothing was sent. Check postfach.trust.file against the server's certificate and its host name."
                            .formatted(host, tlsReason(failure)),
                    false,
                    failure);
        }
        if (has(failure, ConnectException.class)
                || has(failure, ConnectTimeoutException.class)
                || has(failure, UnknownHostException.class)
                || has(failure, NoRouteToHostException.class)) {
            return unavailable(
                    Code.NOT_CONNECTED,
                    "No connection to %s. Nothing was sent; send again later.".formatted(host),
                    false,
                    failure);
        }
        if (has(failure, SocketTimeoutException.class)) {
            return noAnswer(failure);
        }
        if (!has(failure, IOException.class)) {
            return unavailable(
                    Code.CALL_FAILED,
                    "The call failed inside the SOAP stack (%s). Whether the message arrived is unknown. Look at the cause, then call markDelivered or permitRepeat."
                            .formatted(failure.getClass().getSimpleName()),
                    true,
                    failure);
        }
        return unavailable(
                Code.CONNECTION_LOST,
                "The connection to %s broke before the answer was complete. Whether the message arrived is unknown. Find out, then call markDelivered or permitRepeat."
                        .formatted(host),
                true,
                failure);
    }

    /** The time limit is over. */
    public PostfachUnavailableException noAnswer(Throwable failure) {
        return unavailable(
                Code.NO_ANSWER_IN_TIME,
                "No answer from %s within %d s. Whether the message arrived is unknown. Find out, then call markDelivered or permitRepeat."
                        .formatted(host, timeout.toSeconds()),
                true,
                failure);
    }

    private String certificate() {
        if (clientKey == null) {
            return "none is configured, see postfach.client-key.file";
        }
        return clientKey.getCertificate() instanceof X509Certificate x509
                ? "serial number %x, valid until %s"
                        .formatted(x509.getSerialNumber(), x509.getNotAfter().toInstant())
                : "it is no X.509 certificate";
    }

    private static PostfachUnavailableException unavailable(Code code, String text, boolean effect, Throwable cause) {
        return new PostfachUnavailableException(code.toString(), text, effect, null, cause);
    }

    private static @Nullable String certificateAlert(Throwable failure) {
        for (Throwable at : chain(failure)) {
            if (at instanceof SSLException && at.getMessage() != null) {
                var alert = CERTIFICATE_ALERT.matcher(at.getMessage());
                if (alert.find()) {
                    return alert.group(1);
                }
            }
        }
        return null;
    }

    private static String tlsReason(Throwable failure) {
        String deepest = "the handshake failed";
        for (Throwable at : chain(failure)) {
            if (at.getMessage() != null && !(at instanceof NotConnectedException)) {
                deepest = at.getMessage();
            }
        }
        return Redact.line(deepest);
    }

    private static boolean has(Throwable failure, Class<? extends IOException> type) {
        return chain(failure).stream().anyMatch(type::isInstance);
    }

    private static Set<Throwable> chain(Throwable failure) {
        Set<Throwable> chain = new LinkedHashSet<>();
        for (Throwable at = failure; at != null && chain.add(at); at = at.getCause()) {}
        return chain;
    }
}
