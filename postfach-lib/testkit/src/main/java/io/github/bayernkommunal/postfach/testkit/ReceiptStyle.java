package io.github.bayernkommunal.postfach.testkit;

/**
 * A spelling of the answer. All of them say the same to an XML reader; a client has to understand every one.
 *
 * @source XML 1.0 and Namespaces in XML; spellings of BMI, Schnittstellenbeschreibung BundID 10.2.0.0, chapter 13
 */
public enum ReceiptStyle {
    /** Receipt escaped, with prefix and declaration, no SOAP header. */
    PLAIN,
    /** Receipt in a CDATA section, default namespace, empty SOAP header, line breaks between the elements. */
    CDATA,
    /** Other prefixes than usual on every level. */
    OTHER_PREFIXES,
    /** Default namespace on the SOAP envelope. */
    DEFAULT_NAMESPACE,
    /** {@code 1} and {@code 0} as booleans, with white space around the values. */
    NUMERIC_BOOLEAN,
    /** No XML declaration in the receipt. */
    WITHOUT_DECLARATION,
    /** White space and line breaks before the XML declaration of the receipt. */
    SPACE_BEFORE_DECLARATION,
    /** A byte order mark before the XML declaration of the receipt. */
    BYTE_ORDER_MARK,
    /** The receipt declares another encoding than the one in which it is carried. */
    OTHER_ENCODING_DECLARED,
    /** The answer part is in the namespace of its wrapper, against the contract's own samples. */
    QUALIFIED_PART,
    /** Additional elements and attributes that this version of the contract does not know. */
    UNKNOWN_ADDITIONS,
    /** The key of the result has no {@code Tabelle}. */
    WITHOUT_TABLE,
    /** Version 1.1 of 2017, the only one that one printed schema allows for receipts. */
    OLD_VERSION,
    /** OK.KOMM only: line breaks inside the Base64 text and U+00A0 between the elements of the envelope. */
    BROKEN_BASE64_LINES
}
