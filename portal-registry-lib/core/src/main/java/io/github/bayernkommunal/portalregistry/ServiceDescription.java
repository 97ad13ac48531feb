package io.github.bayernkommunal.portalregistry;

import io.github.bayernkommunal.portalregistry.internal.Html;
import java.net.URI;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the portal tells about an administrative service at a place: texts, responsible offices, online services.
 *
 * @param id the source's own id
 * @param title name as citizens read it, plain text
 * @param keys catalogue keys of the service, as far as they are known
 * @param place for which it holds
 * @param readAt when it was read from the portal; older than now when a stored answer was used
 * @param texts the parts of the description
 * @param authorities responsible offices; often only id and name are filled
 * @param links everything it links to
 */
public record ServiceDescription(
        String id,
        String title,
        List<Leistungsschluessel> keys,
        Ars place,
        Instant readAt,
        Map<Section, Text> texts,
        List<Authority> authorities,
        List<Link> links) {

    /** Copies the collections. {@inheritDoc} */
    public ServiceDescription {
        keys = List.copyOf(keys);
        texts = texts.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(texts));
        authorities = List.copyOf(authorities);
        links = List.copyOf(links);
    }

    /** Parts of a description. */
    public enum Section {
        /** What it is, in short. */
        SUMMARY,
        /** What it is. */
        DESCRIPTION,
        /** Who may apply. */
        REQUIREMENTS,
        /** What happens in which order. */
        PROCEDURE,
        /** Deadlines. */
        DEADLINES,
        /** How long it takes. */
        PROCESSING_TIME,
        /** Documents to bring. */
        DOCUMENTS,
        /** Fees. */
        FEES,
        /** Notes. */
        NOTES,
        /** Legal remedy. */
        LEGAL_REMEDY,
        /** Legal basis, where it comes as a text and not as links. */
        LEGAL_BASIS,
        /** Forms, where they come as a text and not as links. */
        FORMS,
        /** Responsible office, in words. */
        RESPONSIBLE,
        /** Who answers for the text. */
        RELEASED_BY
    }

    /** Where a part comes from. */
    public enum Provenance {
        /** From the state, for every municipality. */
        GENERAL,
        /** From the municipality or another area below the state. */
        REGIONAL
    }

    /**
     * One part of a description.
     *
     * @param unsanitized as it came from the portal; never write it into a page
     * @param provenance where it comes from
     */
    public record Text(String unsanitized, Provenance provenance) {

        /**
         * The text as HTML, reduced to an allow-list of elements, so that it can be written into a page as it is.
         *
         * @return safe HTML
         * @source rules of the federal collection service: p, br, h1 to h6, b, strong, i, em, sup, sub, ul, ol, li, a with href
         */
        public String html() {
            return Html.safe(unsanitized);
        }

        /**
         * The text without any markup.
         *
         * @return plain text; still needs escaping in a page
         */
        public String plain() {
            return Html.plain(unsanitized);
        }

        /** The plain text. */
        @Override
        public String toString() {
            return plain();
        }
    }

    /** What a link leads to. */
    public enum LinkKind {
        /** The page of the service in the portal. */
        PAGE,
        /** An online service with which citizens can apply. */
        ONLINE_SERVICE,
        /** A form. */
        FORM,
        /** A legal basis. */
        LEGAL_BASIS,
        /** Anything else. */
        FURTHER
    }

    /**
     * A link of the description.
     *
     * @param kind what it leads to
     * @param title what it is called, plain text
     * @param description what to find there, plain text; perhaps empty
     * @param address an http or https address; links of other kinds are left out
     * @param provenance where it comes from
     */
    public record Link(LinkKind kind, String title, String description, URI address, Provenance provenance) {}

    /**
     * The same description with catalogue keys.
     *
     * @param known the keys
     * @return a copy
     */
    public ServiceDescription withKeys(List<Leistungsschluessel> known) {
        return new ServiceDescription(id, title, known, place, readAt, texts, authorities, links);
    }

    /**
     * One part of the description.
     *
     * @param section which part
     * @return the text, if the portal has one
     */
    public Optional<Text> text(Section section) {
        return Optional.ofNullable(texts.get(section));
    }

    /**
     * The online services with which citizens of the place can apply.
     *
     * @return the links, in the order of the portal
     */
    public List<Link> onlineServices() {
        return links(LinkKind.ONLINE_SERVICE);
    }

    /**
     * The links of one kind.
     *
     * @param kind the kind
     * @return the links, in the order of the portal
     */
    public List<Link> links(LinkKind kind) {
        return links.stream().filter(link -> link.kind() == kind).toList();
    }

    /**
     * The page of the service in the portal.
     *
     * @return its address, if the portal names one
     */
    public Optional<URI> page() {
        return links(LinkKind.PAGE).stream().map(Link::address).findFirst();
    }
}
