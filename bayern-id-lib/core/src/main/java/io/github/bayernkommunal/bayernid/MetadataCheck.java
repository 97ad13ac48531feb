package io.github.bayernkommunal.bayernid;

import io.github.bayernkommunal.bayernid.internal.saml.MetadataDifferences;
import io.github.bayernkommunal.bayernid.internal.saml.MetadataLint;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;

/**
 * Looks through SAML metadata, ours or somebody else's, and explains everything that the operator or this library would not
 * accept, or that should be thought over.
 *
 * @source interface description of the Nutzerkonto 10.2, section 7.2; SAML metadata 2.0
 */
public final class MetadataCheck {

    /** How bad a finding is. */
    public enum Severity {
        /** It will not work. */
        ERROR,
        /** It works, and something should be done. */
        WARNING
    }

    /**
     * One finding.
     *
     * @param severity how bad it is
     * @param place where in the document, in words
     * @param text what is wrong and what to do
     */
    public record Finding(Severity severity, String place, String text) {
        @Override
        public String toString() {
            return severity + " at " + place + ": " + text;
        }
    }

    private MetadataCheck() {}

    /**
     * Looks through a document.
     *
     * @param xml SAML metadata of service or identity providers
     * @return what was found, worst first; empty when everything is in order
     */
    public static List<Finding> of(String xml) {
        return of(xml.getBytes(StandardCharsets.UTF_8), Clock.systemUTC());
    }

    /**
     * Looks through a document.
     *
     * @param xml SAML metadata of service or identity providers
     * @param clock tells what has ended
     * @return what was found, worst first; empty when everything is in order
     */
    public static List<Finding> of(byte[] xml, Clock clock) {
        return MetadataLint.of(xml, clock.instant());
    }

    /**
     * Compares our metadata with what the operator has: entity id, keys by use, and addresses for answers, which decide
     * about every login. Texts, contacts and the order are not compared.
     *
     * @param deployed metadata as {@link BayernIdServiceProvider#metadata()} gives them now
     * @param registered metadata as they were handed over, or as the operator shows them
     * @return an error for what the operator lacks, a warning for what only the operator has; empty when both agree
     * @throws IllegalArgumentException if one of them is no metadata of a service provider
     */
    public static List<Finding> differences(String deployed, String registered) {
        return MetadataDifferences.between(deployed, registered);
    }
}
