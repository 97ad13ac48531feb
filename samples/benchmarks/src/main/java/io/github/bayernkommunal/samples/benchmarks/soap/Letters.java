package io.github.bayernkommunal.samples.benchmarks.soap;

/** The letter that is sent: a text that makes the request about 1 KB longer than an empty one. */
final class Letters {

    static final String HANDLE = "0123456789abcdef0123456789abcdef";
    static final String TEXT = "Guten Tag, Ihr Antrag auf eine Bewohnerparkkarte ist bewilligt. ".repeat(10);

    private Letters() {}
}
