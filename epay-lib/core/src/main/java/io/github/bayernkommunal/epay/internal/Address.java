package io.github.bayernkommunal.epay.internal;

import java.net.URI;

/** Addresses that may be called. */
public final class Address {

    private Address() {}

    /** Whether an address is https with a host, without user and fragment: nothing hides in it. */
    public static boolean isPlainHttps(URI candidate) {
        return "https".equalsIgnoreCase(candidate.getScheme())
                && candidate.getHost() != null
                && candidate.getUserInfo() == null
                && candidate.getFragment() == null;
    }

    /** As {@link #isPlainHttps}, and without query: something is going to be appended. */
    public static boolean isPlainBase(URI candidate) {
        return isPlainHttps(candidate) && candidate.getQuery() == null;
    }
}
