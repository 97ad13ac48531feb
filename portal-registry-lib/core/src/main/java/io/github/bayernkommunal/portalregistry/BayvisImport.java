package io.github.bayernkommunal.portalregistry;

import io.github.bayernkommunal.portalregistry.internal.http.HttpSettings;
import io.github.bayernkommunal.portalregistry.internal.http.Waiting;
import io.github.bayernkommunal.portalregistry.internal.push.ChangeXml;
import io.github.bayernkommunal.portalregistry.internal.push.EntryByEntry;
import io.github.bayernkommunal.portalregistry.internal.push.Stylesheet;
import io.github.bayernkommunal.portalregistry.internal.soap.SoapClient;
import io.github.bayernkommunal.portalregistry.internal.soap.Wsdl;
import io.github.bayernkommunal.portalregistry.internal.tree.UnreadableException;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.xml.transform.TransformerException;
import org.jspecify.annotations.Nullable;

/**
 * Imports single changes into the editorial system BayVIS through its web service (SOAP 1.1), with the service description and a mapping that the
 * operator supplies.
 *
 * <p><b>Experimental.</b> The import interface is not public: its description is handed out on request. So this route knows nothing about its elements.
 * A stylesheet (XSLT 1.0) makes the element for the body of each request of an XZuFi 2.2.0 message with one object or one deletion; the description
 * tells the address and which SOAPAction belongs to that element. An answer without a fault means that the change waits for its release; a fault
 * {@code Client} means that this entry was declined. Credentials go as UsernameToken, as for reading.
 *
 * <p>Needs {@code org.apache.cxf:cxf-rt-frontend-jaxws} and {@code org.apache.cxf:cxf-rt-transports-http}.
 *
 * @source BayVIS import web service: existence and release workflow observed, everything else assumed
 */
public final class BayvisImport implements PublicationRoute, AutoCloseable {

    private static final String ROOT = "aenderung";

    private final EntryByEntry road;
    private final SoapClient client;

    private BayvisImport(EntryByEntry road, SoapClient client) {
        this.road = road;
        this.client = client;
    }

    /**
     * Starts a route.
     *
     * @param wsdl file with the service description (WSDL 1.1, document/literal); its port is called
     * @param mapping file with the stylesheet
     * @return a builder that still needs credentials, the agency and a folder
     */
    public static Builder with(Path wsdl, Path mapping) {
        return new Builder(wsdl, mapping);
    }

    @Override
    public String name() {
        return "bayvis-import";
    }

    @Override
    public ServiceDirectory registered() {
        return road.registered();
    }

    @Override
    public RegistrationReport publish(RegistrationPlan plan) {
        return publish(plan, Progress.UNWATCHED);
    }

    @Override
    public RegistrationReport publish(RegistrationPlan plan, Progress progress) {
        return road.publish(plan, progress, name());
    }

    @Override
    public boolean isCollected() {
        return false;
    }

    /** Releases threads and connections. */
    @Override
    public void close() {
        client.close();
    }

    /** Collects what makes a route; {@link #build()} names every problem at once. */
    public static final class Builder {

        private final Path wsdl;
        private final Path mapping;
        private String user = "";
        private String password = "";
        private String agencyId = "";
        private String sender = "portal-registry-lib";
        private @Nullable Path folder;
        private List<X509Certificate> trust = List.of();
        private Duration timeout = Duration.ofSeconds(30);
        private Clock clock = Clock.systemUTC();
        private Consumer<Exchange> onExchange = exchange -> {};
        private Waiting waiting = Waiting.REAL;

        private Builder(Path wsdl, Path mapping) {
            this.wsdl = wsdl;
            this.mapping = mapping;
        }

        /**
         * Sets the credentials of the import interface.
         *
         * @param user user name
         * @param password the password
         * @return this builder
         */
        public Builder credentials(String user, String password) {
            this.user = user;
            this.password = password;
            return this;
        }

        /**
         * Sets the key of the editorial office in which the ids of the services are unique.
         *
         * @param agencyId a letter and six digits
         * @return this builder
         */
        public Builder agencyId(String agencyId) {
            this.agencyId = agencyId;
            return this;
        }

        /**
         * Sets who is named as sender in the message that the stylesheet sees.
         *
         * @param sender name of the operator; default {@code portal-registry-lib}
         * @return this builder
         */
        public Builder sender(String sender) {
            this.sender = sender;
            return this;
        }

        /**
         * Sets where it is remembered what was accepted.
         *
         * @param folder an existing or new folder that belongs to this route alone
         * @return this builder
         */
        public Builder remembersIn(Path folder) {
            this.folder = folder;
            return this;
        }

        /**
         * Sets whom to trust instead of the authorities of the platform.
         *
         * @param anchors certificates of the server or of authorities
         * @return this builder
         */
        public Builder trust(Collection<X509Certificate> anchors) {
            this.trust = List.copyOf(anchors);
            return this;
        }

        /**
         * Sets the longest time of one change.
         *
         * @param limit more than zero; default 30 seconds
         * @return this builder
         */
        public Builder timeout(Duration limit) {
            this.timeout = limit;
            return this;
        }

        /**
         * Sets the clock for messages and reports.
         *
         * @param clock default: the system's
         * @return this builder
         */
        public Builder clock(Clock clock) {
            this.clock = clock;
            return this;
        }

        /**
         * Names who is told of every call, for metrics.
         *
         * @param listener the listener
         * @return this builder
         */
        public Builder onExchange(Consumer<Exchange> listener) {
            this.onExchange = listener;
            return this;
        }

        /** For tests, which must not wait. */
        Builder waiting(Waiting instead) {
            this.waiting = instead;
            return this;
        }

        /**
         * Makes the route. Nothing is called yet.
         *
         * @return the route
         * @throws IllegalArgumentException naming every missing or wrong part
         * @throws IllegalStateException if Apache CXF is missing
         * @throws PortalRegistryException if the folder cannot be used or is damaged
         */
        public BayvisImport build() {
            List<String> problems = new ArrayList<>();
            HttpSettings.basic(user, password, problems);
            if (!agencyId.matches("[A-Z][0-9]{6}")) {
                problems.add("agency id: a letter and six digits are needed, for example L100042");
            }
            Wsdl service = wsdl(problems);
            Stylesheet stylesheet = stylesheet(problems);
            Path memory = folder;
            if (memory == null) {
                problems.add("remembersIn: a folder is needed, so that nothing is handed over twice or forgotten");
            }
            HttpSettings http = service == null
                    ? null
                    : HttpSettings.check(service.address(), Map.of(), trust, timeout, clock, onExchange, problems)
                            .exactAddress(service.address())
                            .limits(1, Duration.ZERO, 1024 * 1024);
            if (!problems.isEmpty() || service == null || http == null || stylesheet == null || memory == null) {
                throw new IllegalArgumentException(
                        "The route has %d problem(s):\n- %s".formatted(problems.size(), String.join("\n- ", problems)));
            }
            SoapClient client;
            try {
                client = new SoapClient(http, waiting, new SoapClient.Account(user, password));
            } catch (NoClassDefFoundError e) {
                throw SoapClient.missing("The import into BayVIS", e);
            }
            ChangeXml xml = new ChangeXml(XzufiVersion.V2_2_0, ROOT, agencyId, "BayVIS", sender, clock);
            return new BayvisImport(
                    EntryByEntry.open(memory, change -> hand(client, service, stylesheet, xml.of(change)), clock),
                    client);
        }

        private static void hand(SoapClient client, Wsdl service, Stylesheet stylesheet, byte[] message) {
            try {
                Stylesheet.Mapped mapped = stylesheet.map(message);
                String action = service.actions().get(mapped.name());
                if (action == null) {
                    throw new TransformerException(
                            "the service description has no operation for the element " + mapped.name());
                }
                client.write("bayvis import", mapped.text(), action);
            } catch (TransformerException e) {
                throw new PortalRegistryProtocolException(
                        "PORTAL-320",
                        "The mapping to the import interface cannot be used: %s. Nothing was sent; correct the stylesheet"
                                .formatted(e.getMessage()),
                        e);
            }
        }

        private @Nullable Wsdl wsdl(List<String> problems) {
            try {
                return Wsdl.read(wsdl);
            } catch (IOException | UnreadableException e) {
                problems.add("wsdl %s: %s".formatted(wsdl.getFileName(), reason(e)));
                return null;
            }
        }

        private @Nullable Stylesheet stylesheet(List<String> problems) {
            try {
                return Stylesheet.read(mapping);
            } catch (IOException | TransformerException e) {
                problems.add("mapping %s: %s".formatted(mapping.getFileName(), reason(e)));
                return null;
            }
        }

        private static String reason(Exception e) {
            return e instanceof IOException
                    ? "it cannot be read (" + e.getClass().getSimpleName() + ")"
                    : String.valueOf(e.getMessage());
        }
    }
}
