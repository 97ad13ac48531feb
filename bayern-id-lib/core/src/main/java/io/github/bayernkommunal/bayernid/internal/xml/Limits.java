package io.github.bayernkommunal.bayernid.internal.xml;

/**
 * How large a document may be.
 *
 * @param bytes size in bytes
 * @param depth nested elements
 * @param elements elements in all
 * @param attributes attributes of one element, with its namespace declarations
 * @param namespaces namespace declarations that one element and those around it have; canonicalisation searches them for
 *     every prefix
 */
public record Limits(int bytes, int depth, int elements, int attributes, int namespaces) {

    /** For answers: 256 KiB, which is about twenty times a real one. */
    public static final Limits MESSAGE = new Limits(256 * 1024, 64, 20_000, 64, 64);

    /** For metadata, which can describe a whole federation. */
    public static final Limits METADATA = new Limits(8 * 1024 * 1024, 64, 200_000, 64, 64);
}
