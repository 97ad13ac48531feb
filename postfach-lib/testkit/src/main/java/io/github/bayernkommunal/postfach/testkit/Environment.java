package io.github.bayernkommunal.postfach.testkit;

import io.github.bayernkommunal.postfach.testkit.internal.Bsp;
import java.util.Set;

/**
 * What an operator may set differently in each environment: the limits of content.
 *
 * @param contentChecked whether the four text elements are checked for markup and {@code http://}
 * @param allowedHtml the HTML elements that texts may hold, in lower case
 * @param allowedTypes the media types that attachments may have, keys of table 9005
 * @param maxAttachments the largest number of attachments
 * @param maxAttachmentBytes the largest size of one attachment, in bytes before Base64
 * @source BMI, Schnittstellenbeschreibung BundID 10.2.0.0, chapters 12.1.2 and 12.1.4; the HTML list is our choice
 */
public record Environment(
        boolean contentChecked,
        Set<String> allowedHtml,
        Set<String> allowedTypes,
        int maxAttachments,
        int maxAttachmentBytes) {

    /** {@inheritDoc} */
    public Environment {
        allowedHtml = Set.copyOf(allowedHtml);
        allowedTypes = Set.copyOf(allowedTypes);
        if (!Bsp.FILE_TYPES.keySet().containsAll(allowedTypes)) {
            throw new IllegalArgumentException("allowedTypes: only types of table 9005 can be allowed: "
                    + Bsp.FILE_TYPES.keySet().stream().sorted().toList());
        }
    }

    /** {@return all limits as the paper states them: content checked, all of table 9005, 5 attachments of 2,000,000 bytes} */
    public static Environment standard() {
        Set<String> html = Set.of("p", "br", "b", "strong", "i", "em", "u", "ul", "ol", "li", "h1", "h2", "h3", "a");
        return new Environment(true, html, Bsp.FILE_TYPES.keySet(), 5, 2_000_000);
    }

    /** {@return the same without the check of the text elements} */
    public Environment withoutContentCheck() {
        return new Environment(false, allowedHtml, allowedTypes, maxAttachments, maxAttachmentBytes);
    }

    /**
     * The same with other HTML.
     *
     * @param elements the allowed elements, in lower case
     * @return the changed environment
     */
    public Environment withHtml(Set<String> elements) {
        return new Environment(contentChecked, elements, allowedTypes, maxAttachments, maxAttachmentBytes);
    }

    /**
     * The same with fewer types of attachments.
     *
     * @param mediaTypes keys of table 9005
     * @return the changed environment
     * @throws IllegalArgumentException if one of them is not in table 9005
     */
    public Environment withTypes(Set<String> mediaTypes) {
        return new Environment(contentChecked, allowedHtml, mediaTypes, maxAttachments, maxAttachmentBytes);
    }

    /**
     * The same with other limits of attachments.
     *
     * @param count the largest number
     * @param bytesEach the largest size of one, in bytes before Base64
     * @return the changed environment
     */
    public Environment withAttachments(int count, int bytesEach) {
        return new Environment(contentChecked, allowedHtml, allowedTypes, count, bytesEach);
    }
}
