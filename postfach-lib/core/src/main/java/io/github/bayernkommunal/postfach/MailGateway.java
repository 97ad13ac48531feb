package io.github.bayernkommunal.postfach;

import io.github.bayernkommunal.postfach.internal.mail.MailDocument;
import io.github.bayernkommunal.postfach.internal.mail.MailExchange;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A road by e-mail, as a large Bavarian city uses it: the handle is the local part of an address in a domain of the authority
 * network. Never a default.
 *
 * <p>Evidence: <em>observed</em> in public code, not specified. There is no receipt: the best that can be reported is
 * {@link DeliveryState#HANDED_OVER}, and whether the letter ever lies in the mailbox stays unknown. Prefer {@link BspSoap}.
 *
 * @source github.com/it-at-m/BayernID-Plugin and github.com/it-at-m/dbs
 */
public final class MailGateway implements PostfachRoute {

    private final Limits limits;
    private final MailDocument.Addressing addressing;
    private final MailExchange exchange;

    private MailGateway(Limits limits, MailDocument.Addressing addressing, MailExchange exchange) {
        this.limits = limits;
        this.addressing = addressing;
        this.exchange = exchange;
    }

    /**
     * Begins a route.
     *
     * @param host the mail server
     * @param port its port: 587 with STARTTLS, or 465 with {@link Builder#tlsFromTheStart}
     * @return a builder
     */
    public static Builder builder(String host, int port) {
        return new Builder(host, port);
    }

    @Override
    public String name() {
        return "mail-gateway";
    }

    @Override
    public Limits limits() {
        return limits;
    }

    @Override
    public Letter prepare(Message message) {
        return new Letter(message.messageId(), message.recipient(), MailDocument.write(message, addressing), List.of());
    }

    @Override
    public Receipt deliver(Letter letter) {
        return exchange.deliver(letter);
    }

    @Override
    public void close() {
        exchange.close();
    }

    /** Collects the parts of a route. */
    public static final class Builder {

        private final String host;
        private final int port;
        private String recipientDomain = "";
        private String from = "";
        private String system = "";
        private String accountSource = "BayernID";
        private boolean tlsFromTheStart;
        private @Nullable String user;
        private @Nullable String password;
        private List<X509Certificate> trust = List.of();
        private Duration timeout = Duration.ofMinutes(2);

        private Builder(String host, int port) {
            this.host = host;
            this.port = port;
        }

        /**
         * The domain behind the handle, as its operator named it. Mandatory, without a default.
         *
         * @param domain for example {@code postkorb.example}
         * @return this builder
         */
        public Builder recipientDomain(String domain) {
            this.recipientDomain = domain.strip();
            return this;
        }

        /**
         * The sender's address, in a domain that the gateway takes mail from. Mandatory.
         *
         * @param address an e-mail address
         * @return this builder
         */
        public Builder from(String address) {
            this.from = address.strip();
            return this;
        }

        /**
         * The sending system, the last field of the subject's brackets. Mandatory.
         *
         * @param name letters, digits, dot and dash
         * @return this builder
         */
        public Builder system(String name) {
            this.system = name.strip();
            return this;
        }

        /**
         * Who issued the handles, the second field of the subject's brackets; default {@code BayernID}.
         *
         * @param name letters, digits, dot and dash
         * @return this builder
         */
        public Builder accountSource(String name) {
            this.accountSource = name.strip();
            return this;
        }

        /**
         * TLS from the first byte instead of STARTTLS. Without this, STARTTLS is demanded: nothing is sent in the clear.
         *
         * @return this builder
         */
        public Builder tlsFromTheStart() {
            this.tlsFromTheStart = true;
            return this;
        }

        /**
         * Who we are to the mail server; default: nobody.
         *
         * @param user the user's name
         * @param password the user's password
         * @return this builder
         */
        public Builder login(String user, String password) {
            this.user = user;
            this.password = password;
            return this;
        }

        /**
         * Certificates that may stand above the server's certificate; default and empty: the platform's trust store.
         *
         * @param anchors trust anchors
         * @return this builder
         */
        public Builder trust(List<X509Certificate> anchors) {
            this.trust = List.copyOf(anchors);
            return this;
        }

        /**
         * Longest time for handing a message over, from connecting to the last answer.
         *
         * @param limit more than zero; default 120 seconds
         * @return this builder
         */
        public Builder timeout(Duration limit) {
            this.timeout = limit;
            return this;
        }

        /**
         * The route.
         *
         * @return the route
         * @throws IllegalArgumentException if something is missing or wrong; everything is named
         */
        public MailGateway build() {
            List<String> problems = new ArrayList<>();
            check(problems, !host.isBlank() && port > 0 && port < 65536, "server: a host and a port");
            check(
                    problems,
                    recipientDomain.matches("[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+"),
                    "recipientDomain: missing or no domain");
            check(
                    problems,
                    from.matches("[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+"),
                    "from: missing or no e-mail address");
            // A ; [ ] or line end here would end the brackets.
            check(problems, system.matches("[A-Za-z0-9.-]{1,64}"), "system: letters, digits, dot and dash");
            check(
                    problems,
                    accountSource.matches("[A-Za-z0-9.-]{1,64}"),
                    "accountSource: letters, digits, dot and dash");
            check(problems, !timeout.isZero() && !timeout.isNegative(), "timeout: more than zero");
            if (!problems.isEmpty()) {
                throw new IllegalArgumentException("The route mail-gateway has %d problem(s):\n- %s"
                        .formatted(problems.size(), String.join("\n- ", problems)));
            }
            // 10 MB after Base64, the order of magnitude of the Bavarian secure contact form.
            Limits limits = new Limits(
                    255,
                    1_048_576,
                    10,
                    7L * 1024 * 1024,
                    7L * 1024 * 1024,
                    Set.copyOf(Limits.bsp().mediaTypes()));
            return new MailGateway(
                    limits,
                    new MailDocument.Addressing(from, recipientDomain, accountSource, system),
                    new MailExchange(
                            new MailExchange.Server(host, port, tlsFromTheStart, user, password, trust, timeout),
                            recipientDomain));
        }

        private static void check(List<String> problems, boolean good, String otherwise) {
            if (!good) {
                problems.add(otherwise);
            }
        }
    }
}
