package io.github.bayernkommunal.postfach.internal.mail;

import io.github.bayernkommunal.postfach.DeliveryState;
import io.github.bayernkommunal.postfach.PostfachException;
import io.github.bayernkommunal.postfach.PostfachProtocolException;
import io.github.bayernkommunal.postfach.PostfachRejectedException;
import io.github.bayernkommunal.postfach.PostfachRoute;
import io.github.bayernkommunal.postfach.PostfachUnavailableException;
import io.github.bayernkommunal.postfach.Rejection;
import io.github.bayernkommunal.postfach.internal.Code;
import io.github.bayernkommunal.postfach.internal.Tls;
import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.jspecify.annotations.Nullable;

/** Hands an e-mail to the next server, over TLS only. */
public final class MailExchange {

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

    private final Server server;
    private final String recipientDomain;
    private final Session session;

    /** Mail for mailboxes of a domain, through a server. */
    public MailExchange(Server server, String recipientDomain) {
        this.server = server;
        this.recipientDomain = recipientDomain;
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

    /** Hands one letter over. */
    public PostfachRoute.Receipt deliver(PostfachRoute.Letter letter) {
        String to = MailDocument.address(letter.recipient().value(), recipientDomain);
        try (Transport transport = session.getTransport("smtp")) {
            MimeMessage mail = new MimeMessage(
                    session, new ByteArrayInputStream(letter.document().getBytes(StandardCharsets.US_ASCII)));
            Address[] named = mail.getAllRecipients();
            if (named == null
                    || named.length != 1
                    || !((InternetAddress) named[0]).getAddress().equals(to)) {
                throw new PostfachProtocolException(
                        Code.LETTER_MIXED_UP.toString(),
                        "The document is addressed to another mailbox than the letter. Nothing was sent; stop sending and report it.",
                        null);
            }
            connect(transport);
            try {
                transport.sendMessage(mail, named);
            } catch (MessagingException e) {
                throw afterSending(e);
            }
            // An answer of 250 says that the next server took it, and no more.
            return new PostfachRoute.Receipt(DeliveryState.HANDED_OVER, null, null);
        } catch (MessagingException e) {
            throw new PostfachUnavailableException(
                    Code.CONNECTION_LOST.toString(),
                    "The mail server %s cannot be spoken with. Nothing was sent.".formatted(server),
                    false,
                    null,
                    e);
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
}
