package io.github.bayernkommunal.portalregistry.internal.http;

import io.github.bayernkommunal.portalregistry.PortalRegistryException;
import io.github.bayernkommunal.portalregistry.PortalRegistryProtocolException;
import io.github.bayernkommunal.portalregistry.PortalRegistryUnavailableException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/** What a failed transmission means. */
public final class Failures {

    private Failures() {}

    /** The failure of a call. */
    public static PortalRegistryException of(String operation, HttpSettings settings, Throwable cause) {
        String host = settings.address().getAuthority();
        if (has(cause, CertificateException.class) || has(cause, CertPathValidatorException.class)) {
            return new PortalRegistryProtocolException(
                    "PORTAL-306",
                    "The certificate of %s is not trusted (%s), so nothing was sent. Check the address; if the service uses an"
                                    .formatted(host, reason(cause))
                            + " authority of its own, name its certificate as trust anchor",
                    cause);
        }
        if (has(cause, HttpTimeoutException.class) || has(cause, SocketTimeoutException.class)) {
            return late(operation, settings, cause);
        }
        if (has(cause, ConnectException.class)
                || has(cause, UnresolvedAddressException.class)
                || has(cause, UnknownHostException.class)) {
            return new PortalRegistryUnavailableException(
                    "PORTAL-101",
                    "%s: no connection to %s. Check address, network and proxy".formatted(operation, host),
                    false,
                    null,
                    cause);
        }
        if (has(cause, SSLException.class)) {
            return new PortalRegistryUnavailableException(
                    "PORTAL-109",
                    "%s: no secure connection to %s (%s). Check that the service offers TLS 1.2 or 1.3"
                            .formatted(operation, host, reason(cause)),
                    false,
                    null,
                    cause);
        }
        return new PortalRegistryUnavailableException(
                "PORTAL-105",
                "%s: the connection to %s broke before the answer was complete. Try again later"
                        .formatted(operation, host),
                false,
                null,
                cause);
    }

    /** The platform does not look at the dates of a certificate that is itself trusted, so we do, by the same clock. */
    static void refuseStale(HttpSettings settings, HttpResponse<?> response) {
        try {
            SSLSession session = response.sslSession().orElseThrow(() -> new SSLPeerUnverifiedException("no TLS"));
            if (session.getPeerCertificates()[0] instanceof X509Certificate certificate) {
                certificate.checkValidity();
            }
        } catch (CertificateException | SSLPeerUnverifiedException e) {
            throw new PortalRegistryProtocolException(
                    "PORTAL-306",
                    "The certificate of %s is expired or not yet valid, so its answer is not used. Renew it, and name the new one as"
                                    .formatted(settings.address().getAuthority())
                            + " trust anchor",
                    e);
        }
    }

    /** The time limit is over. */
    public static PortalRegistryUnavailableException late(String operation, HttpSettings settings, Throwable cause) {
        return new PortalRegistryUnavailableException(
                "PORTAL-102",
                "%s: no complete answer from %s within %s. Try again later"
                        .formatted(operation, settings.address().getAuthority(), settings.timeout()),
                false,
                null,
                cause);
    }

    private static String reason(Throwable cause) {
        Throwable deepest = cause;
        while (deepest.getCause() != null && deepest.getCause() != deepest) {
            deepest = deepest.getCause();
        }
        return deepest.getClass().getSimpleName();
    }

    private static boolean has(@Nullable Throwable cause, Class<? extends Throwable> kind) {
        for (Throwable t = cause; t != null; t = t.getCause() == t ? null : t.getCause()) {
            if (kind.isInstance(t)) {
                return true;
            }
        }
        return false;
    }
}
