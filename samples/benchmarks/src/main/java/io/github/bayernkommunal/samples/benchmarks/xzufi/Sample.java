package io.github.bayernkommunal.samples.benchmarks.xzufi;

import java.util.List;

/** An administrative service of about 1.6 KB of XML; only its key differs from one to the next. */
final class Sample {

    static final String NAMESPACE = "http://xoev.de/schemata/xzufi/2_2_0";
    static final String ROOT = "transfer";
    static final String AGENCY = "L100042";
    static final String SCHEME = "Leistung";
    static final String KEY = "99108018001000";
    static final String KEYS = "urn:de:fim:leika:leistung";
    static final String TYPES = "urn:de:xzufi:codeliste:leistungstextmodulleika";
    static final String MAKER = "Stadt Musterstadt";

    /** Types of texts. */
    static final List<String> TYPE_CODES = List.of("02", "03", "04", "06", "08");

    static final String TEXT =
            "<p>Wer in einem Bereich mit Mangel an Parkplätzen wohnt & dort gemeldet ist, kann für sein"
                    + " Fahrzeug eine Parkkarte erhalten. Sie gilt ein Jahr.</p>";

    private Sample() {}

    /** A key of seven digits. */
    static String id(int number) {
        return String.valueOf(10_000_000 + number).substring(1);
    }
}
