package io.github.bayernkommunal.portalregistry.internal.soap;

import io.github.bayernkommunal.portalregistry.PortalRegistryProtocolException;
import io.github.bayernkommunal.portalregistry.PortalRegistryRejectedException;
import io.github.bayernkommunal.portalregistry.PortalRegistryUnavailableException;
import io.github.bayernkommunal.portalregistry.internal.http.Answer;
import io.github.bayernkommunal.portalregistry.internal.http.Answers;
import io.github.bayernkommunal.portalregistry.internal.http.CallRules;
import io.github.bayernkommunal.portalregistry.internal.http.Caller;
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
import java.util.function.Function;

/** Reads over SOAP 1.1 what {@code RestCaller} reads over REST, by the same rules. */
public final class SoapCaller implements Caller {

    private final HttpSettings settings;
    private final Waiting waiting;
    private final Account account;
    private final Function<String, SoapRequest> words;
    private final CallRules rules;
    private final CxfPort port;
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "portal-registry-soap");
        thread.setDaemon(true);
        // CXF looks for its parts through the thread's class loader: it must be ours, also in a server.
        thread.setContextClassLoader(SoapCaller.class.getClassLoader());
        return thread;
    });

    /**
     * Who asks, and in which namespace.
     *
     * @param namespace of the elements in the body
     * @param user of the web services
     * @param password of the user
     */
    public record Account(String namespace, String user, String password) {

        /** Without the password. */
        @Override
        public String toString() {
            return "Account[" + namespace + "]";
        }
    }

    /**
     * A caller of the service that the settings name.
     *
     * @param words says in SOAP what a path of the REST variant says
     * @throws NoClassDefFoundError if Apache CXF is missing
     */
    public SoapCaller(HttpSettings settings, Waiting waiting, Account account, Function<String, SoapRequest> words) {
        this.settings = settings;
        this.waiting = waiting;
        this.account = account;
        this.words = words;
        this.rules = new CallRules(settings, waiting);
        this.port = new CxfPort(settings);
    }

    @Override
    public Optional<Answer> get(String operation, String path) {
        String payload = words.apply(path).payload(account.namespace());
        return rules.call(operation, (deadline, start) -> judge(operation, send(operation, payload, deadline), start));
    }

    private Reply send(String operation, String payload, long deadline) {
        long left = Math.max(1, deadline - waiting.nanos());
        long end = System.nanoTime() + left;
        Future<Reply> call = threads.submit(
                () -> port.call(payload, UsernameToken.header(account.user(), account.password()), "", end));
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
                return Answers.judge(operation, settings, reply, readAt);
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
            return Answers.judge(operation, settings, reply, readAt);
        }
        return answer.content().isEmpty()
                ? Optional.empty()
                : Optional.of(new Answer(answer.content(), reply.bytes().length, readAt));
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

    @Override
    public void close() {
        threads.shutdownNow();
        port.close();
    }
}
