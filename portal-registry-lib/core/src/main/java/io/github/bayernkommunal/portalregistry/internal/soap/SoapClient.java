package io.github.bayernkommunal.portalregistry.internal.soap;

import io.github.bayernkommunal.portalregistry.PortalRegistryProtocolException;
import io.github.bayernkommunal.portalregistry.PortalRegistryRejectedException;
import io.github.bayernkommunal.portalregistry.PortalRegistryUnavailableException;
import io.github.bayernkommunal.portalregistry.internal.http.Answer;
import io.github.bayernkommunal.portalregistry.internal.http.Answers;
import io.github.bayernkommunal.portalregistry.internal.http.CallRules;
import io.github.bayernkommunal.portalregistry.internal.http.Failures;
import io.github.bayernkommunal.portalregistry.internal.http.HttpSettings;
import io.github.bayernkommunal.portalregistry.internal.http.Reply;
import io.github.bayernkommunal.portalregistry.internal.http.Waiting;
import io.github.bayernkommunal.portalregistry.internal.tree.Node;
import io.github.bayernkommunal.portalregistry.internal.tree.UnreadableException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Calls one service over SOAP 1.1 with one UsernameToken header, by {@link CallRules}. */
public final class SoapClient implements AutoCloseable {

    private final HttpSettings settings;
    private final Waiting waiting;
    private final Account account;
    private final CallRules rules;
    private final CxfPort port;
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "portal-registry-soap");
        thread.setDaemon(true);
        // CXF looks for its parts through the thread's class loader: it must be ours, also in a server.
        thread.setContextClassLoader(SoapClient.class.getClassLoader());
        return thread;
    });

    /**
     * Who asks.
     *
     * @param user of the web services
     * @param password of the user
     */
    public record Account(String user, String password) {

        /** Without the password. */
        @Override
        public String toString() {
            return "Account";
        }
    }

    /**
     * A client of the service that the settings name.
     *
     * @throws NoClassDefFoundError if Apache CXF is missing
     */
    public SoapClient(HttpSettings settings, Waiting waiting, Account account) {
        this.settings = settings;
        this.waiting = waiting;
        this.account = account;
        this.rules = new CallRules(settings, waiting);
        this.port = new CxfPort(settings);
    }

    /** What to add to the class path when there is no Apache CXF. */
    public static IllegalStateException missing(String what, NoClassDefFoundError cause) {
        return new IllegalStateException(
                what
                        + " needs org.apache.cxf:cxf-rt-frontend-jaxws and org.apache.cxf:cxf-rt-transports-http, which are optional"
                        + " dependencies. Add them",
                cause);
    }

    /**
     * Reads; may be repeated.
     *
     * @param operation what is read, without ids, for messages and metrics
     * @param payload the element for the body
     * @return what the body of the answer holds, or empty when that is empty
     */
    public Optional<Answer> read(String operation, String payload) {
        return rules.call(
                operation, (deadline, start) -> judge(operation, send(operation, payload, "", deadline), start));
    }

    /**
     * Changes something, once. Every answer without a fault means that it was accepted.
     *
     * @param operation what is done, without ids, for messages and metrics
     * @param payload the element for the body
     * @param action value of SOAPAction
     */
    public void write(String operation, String payload, String action) {
        rules.write(
                operation, (deadline, start) -> judge(operation, send(operation, payload, action, deadline), start));
    }

    private Reply send(String operation, String payload, String action, long deadline) {
        long left = Math.max(1, deadline - waiting.nanos());
        long end = System.nanoTime() + left;
        Future<Reply> call = threads.submit(
                () -> port.call(payload, UsernameToken.header(account.user(), account.password()), action, end));
        try {
            return call.get(left, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            throw CallRules.interrupted(operation, e);
        } catch (TimeoutException e) {
            throw Failures.late(operation, settings, e);
        } catch (ExecutionException e) {
            throw Failures.of(operation, settings, e.getCause() == null ? e : e.getCause());
        } finally {
            call.cancel(true);
        }
    }

    /** A fault tells more than the status it comes with; without an envelope the status must do. */
    private Optional<Answer> judge(String operation, Reply reply, Instant readAt) {
        Answers.refuseCutOff(operation, settings, reply);
        SoapAnswer answer;
        try {
            answer = SoapAnswer.read(reply.bytes());
        } catch (UnreadableException e) {
            if (reply.status() != 200) {
                return judgedByStatus(operation, reply, readAt);
            }
            throw new PortalRegistryProtocolException(
                    "PORTAL-317",
                    "%s: the answer cannot be read: %s. Check that the address is the one of the SOAP variant"
                            .formatted(operation, e.getMessage()),
                    e);
        }
        if (answer.isFault()) {
            throw fault(operation, answer.content());
        }
        if (reply.status() != 200) {
            return judgedByStatus(operation, reply, readAt);
        }
        return answer.content().isEmpty()
                ? Optional.empty()
                : Optional.of(new Answer(answer.content(), reply.bytes().length, readAt));
    }

    /** A SOAP service has one address: what is not found is the service. */
    private Optional<Answer> judgedByStatus(String operation, Reply reply, Instant readAt) {
        Answers.judge(operation, settings, reply, readAt);
        throw new PortalRegistryProtocolException(
                "PORTAL-316",
                "%s: there is no SOAP service at this address (HTTP %d). Check the address (portalregistry.address)"
                        .formatted(operation, reply.status()),
                null);
    }

    /** SOAP 1.1, 4.4.1, and WS-Security 1.0, section 12: codes are qualified, and the part behind a dot makes them narrower. */
    private RuntimeException fault(String operation, Node fault) {
        String code = fault.text("faultcode");
        String local = code.substring(code.indexOf(':') + 1);
        String said = Answers.errorText(fault.text("faultstring"));
        if (local.matches("(FailedAuthentication|InvalidSecurityToken|InvalidSecurity|FailedCheck)(\\..*)?")) {
            return new PortalRegistryRejectedException(
                    PortalRegistryRejectedException.CREDENTIALS,
                    "%s: %s does not accept the credentials (SOAP fault). Check user and password"
                            .formatted(operation, settings.address().getAuthority()),
                    said,
                    null);
        }
        if (local.matches("Client(\\..*)?")) {
            return new PortalRegistryRejectedException(
                    PortalRegistryRejectedException.INVALID_REQUEST,
                    "%s: the service calls the request wrong (SOAP fault Client). Check the ids and keys that were passed, and the"
                                    .formatted(operation)
                            + " namespace of the service",
                    said,
                    null);
        }
        if (local.matches("Server(\\..*)?")) {
            return new PortalRegistryUnavailableException(
                    "PORTAL-103",
                    "%s: the service is disturbed (SOAP fault Server). Try again later".formatted(operation),
                    false,
                    null,
                    null);
        }
        return new PortalRegistryRejectedException(
                "PORTAL-207",
                "%s: the service declines with a SOAP fault of another kind; serviceText() has its words. Check address and version"
                        .formatted(operation),
                said,
                null);
    }

    /** Ends the threads. */
    @Override
    public void close() {
        threads.shutdownNow();
        port.close();
    }
}
