package io.github.bayernkommunal.postfach;

import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Authority and department as the citizen reads them above the message.
 *
 * <p>Both are plain text without markup: the mailbox refuses HTML in them.
 *
 * @source BMI, Schnittstellenbeschreibung BundID, chapters 12.1.1 and 12.1.4
 */
public final class Sender {

    private final String name;
    private final String service;
    private final @Nullable String ags;
    private final @Nullable URI website;

    private Sender(String name, String service, @Nullable String ags, @Nullable URI website) {
        this.name = name;
        this.service = service;
        this.ags = ags;
        this.website = website;
    }

    /**
     * A sender with the two parts that every route demands.
     *
     * @param name the authority, for example {@code Stadt Musterstadt}
     * @param service the department or service, for example {@code Straßenverkehrsamt}
     * @return a sender with the two parts that every route demands
     * @throws IllegalArgumentException if a part is blank, longer than 255 characters, or holds control characters or markup
     */
    public static Sender of(String name, String service) {
        return new Sender(checked("name", name), checked("service", service), null, null);
    }

    /**
     * The same sender with the official key of its municipality.
     *
     * @param ags eight digits (Amtlicher Gemeindeschlüssel), for example {@code 09162000}
     * @return the same sender with the official key of its municipality
     * @throws IllegalArgumentException if it is anything else
     */
    public Sender withAgs(String ags) {
        if (!ags.matches("[0-9]{8}")) {
            throw new IllegalArgumentException(
                    "An AGS has eight digits, for example 09162000; got " + ags.length() + " characters");
        }
        return new Sender(name, service, ags, website);
    }

    /**
     * The same sender with an address that the citizen may follow.
     *
     * @param website an absolute {@code https} address
     * @return the same sender with an address that the citizen may follow
     * @throws IllegalArgumentException if the address is not an absolute {@code https} address
     */
    public Sender withWebsite(URI website) {
        if (!"https".equals(website.getScheme()) || website.getHost() == null) {
            throw new IllegalArgumentException(
                    "The website of a sender is an absolute https address; got scheme " + website.getScheme());
        }
        return new Sender(name, service, ags, website);
    }

    /** {@return the authority} */
    public String name() {
        return name;
    }

    /** {@return the department or service} */
    public String service() {
        return service;
    }

    /** {@return the official key of the municipality, eight digits} */
    public Optional<String> ags() {
        return Optional.ofNullable(ags);
    }

    /** {@return the address that the citizen may follow} */
    public Optional<URI> website() {
        return Optional.ofNullable(website);
    }

    @Override
    public String toString() {
        return name + ", " + service;
    }

    private static String checked(String part, String value) {
        String trimmed = value.strip();
        if (trimmed.isEmpty() || trimmed.length() > 255) {
            throw new IllegalArgumentException(
                    "The sender's %s has 1 to 255 characters; got %d".formatted(part, trimmed.length()));
        }
        for (int i = 0; i < trimmed.length(); i++) {
            char c = trimmed.charAt(i);
            if (Character.isISOControl(c) || c == '<' || c == '>') {
                throw new IllegalArgumentException("The sender's %s holds a forbidden character U+%04X at position %d"
                        .formatted(part, (int) c, i));
            }
        }
        return trimmed;
    }
}
