package io.github.bayernkommunal.bayernid.jakarta.internal;

import jakarta.servlet.http.HttpServletRequest;

/** Where a person wanted to go before the login: always a path on the same server. */
final class ReturnPath {

    private static final int LONGEST = 2000;

    private ReturnPath() {}

    /** The path of a GET with its query; after any other method the path alone, because the body is lost. */
    static String of(HttpServletRequest request) {
        String query = request.getQueryString();
        String path = request.getRequestURI();
        String wanted = "GET".equals(request.getMethod()) && query != null ? path + "?" + query : path;
        return isLocal(wanted) ? wanted : home(request);
    }

    /** The start page of the application. */
    static String home(HttpServletRequest request) {
        return request.getContextPath() + "/";
    }

    /** Whether a browser must take the text for a path on the same server. */
    static boolean isLocal(String text) {
        if (text.length() > LONGEST || !text.startsWith("/") || text.startsWith("//")) {
            return false;
        }
        // Browsers read a backslash as a slash and drop tabs and line breaks before they look at an address.
        return text.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '\\');
    }
}
