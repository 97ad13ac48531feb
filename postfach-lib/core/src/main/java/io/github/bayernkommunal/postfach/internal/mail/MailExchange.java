package io.github.bayernkommunal.postfach.internal.mail;

import io.github.bayernkommunal.postfach.DeliveryState;
import io.github.bayernkommunal.postfach.PostfachException;
import io.github.bayernkommunal.postfach.PostfachProtocolException;
import io.github.bayernkommunal.postfach.PostfachRejectedException;
import io.github.bayernkommunal.postfach.PostfachRoute;
import io.github.bayernkommunal.postfach.PostfachUnavailableException;
import io.github.bayernkommunal.postfach.Rejection;
import io.github.bayernkommunal.postfach.internal.Code;
import io.github.bayernkommunal.postfach.internal.TimedCalls;
import io.github.bayernkommunal.postfach.internal.Tls;
import io.github.bayernkommunal.postfach.internal.TransportFailure;
import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands an e-mail to the next server, over TLS only. */
public final class MailExchange implements AutoCloseable {

    /**
     * The next server.
     *
     * @param tlsFromTheStart TLS from the first byte (port 465) instead of STARTTLS, which is demanded otherwise
     */
    public record Server(
            String host,
            int port,
            boolean tlsFromTheStart,
            @Nullable String user,
            @Nullable String password,
            List<X509Certificate> trust,
            Duration timeout) {

        @Override
        public String toString() {
            return host + ":" + port;
        }
    }

    private static final Logger log = LoggerFactory.getLogger(MailExchange.class);

    private final Server server;
    private final String recipientDomain;
    private final Session session;
    private final TimedCalls calls;

    /** Mail for mailboxes of a domain, through a server. */
    public MailExchange(Server server, String recipientDomain) {
        this.server = server;
        this.recipientDomain = recipientDomain;
        this.calls = new TimedCalls(
                "postfach-mail",
                server.timeout(),
                new TransportFailure(server.host(), server.timeout(), null),
                () -> {});
        Properties settings = new Properties();
        String millis = String.valueOf(server.timeout().toMillis());
        settings.setProperty("mail.smtp.connectiontimeout", millis);
        settings.setProperty("mail.smtp.timeout", millis);
        settings.setProperty("mail.smtp.writetimeout", millis);
        settings.setProperty("mail.smtp.ssl.enable", String.valueOf(server.tlsFromTheStart()));
        settings.setProperty("mail.smtp.starttls.enable", "true");
        settings.setProperty("mail.smtp.starttls.required", String.valueOf(!server.tlsFromTheStart()));
        settings.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        settings.setProperty(
                "mail.smtp.ssl.protocols", String.join(" ", Tls.parameters().getProtocols()));
        settings.setProperty(
                "mail.smtp.ssl.ciphersuites", String.join(" ", Tls.parameters().getCipherSuites()));
        settings.setProperty("mail.smtp.auth", String.valueOf(server.user() != null));
        settings.put(
                "mail.smtp.ssl.socketFactory", Tls.context(null, server.trust()).getSocketFactory());
        this.session = Session.getInstance(settings);
    }

    /** A mail that knows whether its first byte has left: up to there it is certain that nothing was sent. */
    private static final class Mail extends MimeMessage {

        private boolean left;
        private boolean givenUp;

        Mail(Session session, String text) throws MessagingException {
            super(session, new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)));
        }

        /** Either this, or its first byte leaves: whoever is told that nothing was sent must be able to rely on it. */
        synchronized boolean giveUp() {
            givenUp = !left;
            return givenUp;
        }

        private synchronized void leave() throws IOException {
            if (givenUp) {
                throw new IOException("the call was given up before anything was sent");
            }
            left = true;
        }

        @Override
        public void writeTo(OutputStream out, String[] without) throws IOException, MessagingException {
            leave();
            super.writeTo(out, without);
        }
    }

    /** Hands one letter over. */
    public PostfachRoute.Receipt deliver(PostfachRoute.Letter letter) {
        Mail mail;
        Address[] named;
        try {
            mail = new Mail(session, letter.document());
            named = mail.getAllRecipients();
        } catch (MessagingException e) {
            throw mixedUp();
        }
        String to = MailDocument.address(letter.recipient().value(), recipientDomain);
        if (named == null
                || named.length != 1
                || !((InternetAddress) named[0]).getAddress().equals(to)) {
            throw mixedUp();
        }
        try {
            return calls.within(() -> handOver(mail, named));
        } catch (PostfachUnavailableException e) {
            if (e.mayHaveTakenEffect() && mail.giveUp()) {
                throw new PostfachUnavailableException(
                        e.code(),
                        "The mail server %s did not come as far as taking the message. Nothing was sent; send again later."
                                .formatted(server),
                        false,
                        null,
                        e);
            }
            throw e;
        }
    }

    private static PostfachProtocolException mixedUp() {
        return new PostfachProtocolException(
                Code.LETTER_MIXED_UP.toString(),
                "The document is addressed to another mailbox than the letter. Nothing was sent; stop sending and report it.",
                null);
    }

    private PostfachRoute.Receipt handOver(Mail mail, Address[] named) throws MessagingException {
        Transport transport = session.getTransport("smtp");
        try {
            connect(transport);
            transport.sendMessage(mail, named);
            // An answer of 250 says that the next server took it, and no more.
            return new PostfachRoute.Receipt(DeliveryState.HANDED_OVER, null, null);
        } catch (MessagingException e) {
            throw afterSending(e);
        } finally {
            leave(transport);
        }
    }

    /** However the parting goes, what was said before it stands. */
    private static void leave(Transport transport) {
        try {
            transport.close();
        } catch (MessagingException e) {
            log.debug("the mail server did not take leave: {}", e.getClass().getSimpleName());
        }
    }

    private void connect(Transport transport) {
        try {
            transport.connect(server.host(), server.port(), server.user(), server.password());
        } catch (AuthenticationFailedException e) {
            throw new PostfachUnavailableException(
                    Code.ACCESS_REFUSED.toString(),
                    "The mail server %s refuses our user or password. Nothing was sent.".formatted(server),
                    false,
                    null,
                    e);
        } catch (MessagingException e) {
            throw new PostfachUnavailableException(
                    Code.NOT_CONNECTED.toString(),
                    "No secure connection to the mail server %s. Nothing was sent; check that it offers TLS and who vouches for its certificate."
                            .formatted(server),
                    false,
                    null,
                    e);
        }
    }

    /** RFC 5321, 4.2.1: 4yz is "not now", 5yz is "no"; without an answer nobody knows. */
    private PostfachException afterSending(MessagingException failure) {
        int code = code(failure);
        if (code >= 500) {
            return new PostfachRejectedException(
                    Code.MAIL_DECLINED.toString(),
                    "The mail server %s declined the message (SMTP %d).".formatted(server, code),
                    List.of(code == 550 ? Rejection.NO_SUCH_POSTBOX : Rejection.REJECTED_BY_SERVICE),
                    String.valueOf(code),
                    null);
        }
        if (code >= 400) {
            return new PostfachUnavailableException(
                    Code.ASKED_TO_WAIT.toString(),
                    "The mail server %s does not take the message now (SMTP %d). Send again later."
                            .formatted(server, code),
                    false,
                    Duration.ofMinutes(5),
                    failure);
        }
        return new PostfachUnavailableException(
                Code.CONNECTION_LOST.toString(),
                "The connection to the mail server %s broke before its answer. Whether the message arrived is unknown. Find out, then call markDelivered or permitRepeat."
                        .formatted(server),
                true,
                null,
                failure);
    }

    private static int code(MessagingException failure) {
        for (Exception at = failure; at instanceof MessagingException known; at = known.getNextException()) {
            if (at instanceof SMTPAddressFailedException address) {
                return address.getReturnCode();
            }
            if (at instanceof SMTPSendFailedException send && send.getReturnCode() >= 400) {
                return send.getReturnCode();
            }
        }
        return 0;
    }

    /** Ends every thread. */
    @Override
    public void close() {
        calls.close();
    }
}
