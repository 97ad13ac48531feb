package io.github.bayernkommunal.portalregistry;

import io.github.bayernkommunal.portalregistry.internal.feed.FeedServer;
import io.github.bayernkommunal.portalregistry.internal.feed.FeedSettings;
import io.github.bayernkommunal.portalregistry.internal.feed.FeedStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counter-interface from which the portal collects the complete list of online services of every municipality.
 *
 * <p>Below one base address there are {@code index.txt} with one file name per line, and for every area {@code <ars>.xml} (XZuFi
 * 2.2.0) and {@code <ars>.json} with the same content. This class holds the published state and answers requests in plain
 * Java; {@code ServiceFeedServlet} puts it on the web.
 *
 * <p>Evidence: that the portal collects from such an interface is public; the format it expects is handed out on request. The
 * paths and the JSON form are <em>assumed</em>; the XML follows XZuFi 2.2.0.
 *
 * @source baybw-services.bayern.de, upload of online services, version 1
 */
public final class ServiceFeed implements PublicationRoute {

    private final FeedStore store;
    private final FeedServer server;

    private ServiceFeed(FeedStore store, FeedServer server) {
        this.store = store;
        this.server = server;
    }

    /**
     * Starts a feed.
     *
     * @return a builder that still needs user, password, root element and agency id
     */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public String name() {
        return "service-feed";
    }

    @Override
    public ServiceDirectory registered() {
        return store.registered();
    }

    @Override
    public RegistrationReport publish(RegistrationPlan plan) {
        return publish(plan, Progress.UNWATCHED);
    }

    @Override
    public RegistrationReport publish(RegistrationPlan plan, Progress progress) {
        return store.publish(plan, name(), progress);
    }

    /**
     * Answers one GET request.
     *
     * @param path what follows the base address of the feed, for example {@code /index.txt}
     * @param ifNoneMatch value of the header If-None-Match, or null
     * @param authorization value of the header Authorization, or null
     * @return what to send
     */
    public Answer answer(String path, @Nullable String ifNoneMatch, @Nullable String authorization) {
        return server.answer(path, ifNoneMatch, authorization, null);
    }

    /**
     * Answers one GET request of a client that may have shown a certificate.
     *
     * @param path what follows the base address of the feed, for example {@code /index.txt}
     * @param ifNoneMatch value of the header If-None-Match, or null
     * @param authorization value of the header Authorization, or null
     * @param client the certificate with which the TLS handshake was made, or null. Never take it from a header that others can set
     * @return what to send
     */
    public Answer answer(
            String path,
            @Nullable String ifNoneMatch,
            @Nullable String authorization,
            @Nullable X509Certificate client) {
        return server.answer(path, ifNoneMatch, authorization, client);
    }

    /** What to send to whoever asked. */
    public static final class Answer {

        private final int status;
        private final Map<String, String> headers;
        private final byte[] body;

        /**
         * An answer.
         *
         * @param status HTTP status
         * @param headers headers to set
         * @param body content; empty when there is none
         */
        public Answer(int status, Map<String, String> headers, byte[] body) {
            this.status = status;
            this.headers = Map.copyOf(headers);
            this.body = body.clone();
        }

        /**
         * The HTTP status: 200, 304, 401, 403 or 404.
         *
         * @return the status
         */
        public int status() {
            return status;
        }

        /**
         * The headers to set, among them Content-Type and ETag.
         *
         * @return the headers
         */
        public Map<String, String> headers() {
            return headers;
        }

        /**
         * The content.
         *
         * @return a copy; empty when there is none
         */
        public byte[] body() {
            return body.clone();
        }

        /** Status and length. */
        @Override
        public String toString() {
            return "%d, %d bytes".formatted(status, body.length);
        }
    }

    /** Collects what makes a feed; {@link #build()} names every problem at once. */
    public static final class Builder {

        private @Nullable Path directory;
        private String user = "";
        private String password = "";
        private List<X509Certificate> collectors = List.of();
        private String rootElement = "";
        private String sender = "";
        private String agencyId = "";
        private Clock clock = Clock.systemUTC();

        private Builder() {}

        /**
         * Keeps the published state in a directory, so that it survives a restart and several nodes can share it.
         *
         * @param directory an existing or new directory that belongs to this feed alone; without it the state is kept in memory
         * @return this builder
         */
        public Builder directory(Path directory) {
            this.directory = directory;
            return this;
        }

        /**
         * Sets who may collect (HTTP Basic).
         *
         * @param user user name without colon
         * @param password at least eight characters
         * @return this builder
         */
        public Builder credentials(String user, String password) {
            this.user = user;
            this.password = password;
            return this;
        }

        /**
         * Sets who may collect with a client certificate, beside or in place of user and password. Exactly these certificates are accepted,
         * while they are valid.
         *
         * @param certificates certificates of the collectors
         * @return this builder
         */
        public Builder collectors(Collection<X509Certificate> certificates) {
            this.collectors = List.copyOf(certificates);
            return this;
        }

        /**
         * Sets the local name of the root element of the XZuFi message. It has no default because it is not public; whoever
         * collects tells it.
         *
         * @param localName an XML name without prefix
         * @return this builder
         */
        public Builder rootElement(String localName) {
            this.rootElement = localName;
            return this;
        }

        /**
         * Sets who is named as sender of the XZuFi message.
         *
         * @param sender name of the operator; default {@code portal-registry-lib}
         * @return this builder
         */
        public Builder sender(String sender) {
            this.sender = sender;
            return this;
        }

        /**
         * Sets the key of the editorial office in which the ids of the services are unique ({@code schemeAgencyID}). It has no default:
         * objects without it have no complete key, and lists with such objects are skipped.
         *
         * @param agencyId a letter and six digits, for example {@code L100042}
         * @return this builder
         */
        public Builder agencyId(String agencyId) {
            this.agencyId = agencyId;
            return this;
        }

        /**
         * Sets the clock for the time in the messages.
         *
         * @param clock default: the system's
         * @return this builder
         */
        public Builder clock(Clock clock) {
            this.clock = clock;
            return this;
        }

        /**
         * Makes the feed and reads what was published before.
         *
         * @return the feed
         * @throws IllegalArgumentException naming every missing or wrong part
         * @throws PortalRegistryProtocolException if the directory holds a damaged state
         */
        public ServiceFeed build() {
            List<String> problems = new ArrayList<>();
            boolean withPassword = collectors.isEmpty() || !user.isEmpty() || !password.isEmpty();
            if (withPassword && (user.isBlank() || user.contains(":"))) {
                problems.add("user: a name without colon is needed");
            }
            if (withPassword && password.length() < 8) {
                problems.add("password: at least 8 characters are needed");
            }
            if (!rootElement.matches("[A-Za-z_][A-Za-z0-9_.-]*")) {
                problems.add("root element: an XML name without prefix is needed; whoever collects the feed tells it");
            }
            if (!agencyId.matches("[A-Z][0-9]{6}")) {
                problems.add(
                        "agency id: a letter and six digits are needed, for example L100042; whoever collects the feed"
                                + " skips lists whose objects have none");
            }
            if (!problems.isEmpty()) {
                throw new IllegalArgumentException(
                        "The feed has %d problem(s):\n- %s".formatted(problems.size(), String.join("\n- ", problems)));
            }
            FeedSettings settings =
                    new FeedSettings(rootElement, sender.isBlank() ? "portal-registry-lib" : sender, agencyId, clock);
            FeedStore store = FeedStore.open(directory, settings);
            return new ServiceFeed(
                    store,
                    new FeedServer(
                            store,
                            withPassword ? (user + ":" + password).getBytes(StandardCharsets.UTF_8) : null,
                            collectors,
                            clock));
        }
    }
}
