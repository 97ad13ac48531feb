package io.github.bayernkommunal.epay.testkit.internal.epaybl;

/** The two generations of the service that public clients know. */
public enum Dialect {
    /** Arrays of SOAP encoding; result codes directly in {@code ergebnis}. */
    V2,
    /** List types with repeated children; result codes in a nested {@code text}. */
    V3
}
