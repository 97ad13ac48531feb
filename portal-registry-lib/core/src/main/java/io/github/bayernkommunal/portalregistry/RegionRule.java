package io.github.bayernkommunal.portalregistry;

/** What digits ARS and AGS may be made of; both keys share the first three. Checked by hand: lists hold millions of keys. */
final class RegionRule {

    private RegionRule() {}

    static boolean isDigits(String text, int length) {
        if (text.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    static boolean isZero(String digits, int from, int to) {
        for (int i = from; i < to; i++) {
            if (digits.charAt(i) != '0') {
                return false;
            }
        }
        return true;
    }

    static void check(String name, String digits) {
        int state = (digits.charAt(0) - '0') * 10 + digits.charAt(1) - '0';
        boolean nothingBelow = isZero(digits, 2, digits.length());
        if (state > 16 || (state == 0 && !nothingBelow)) {
            throw new IllegalArgumentException(
                    "An %s begins with a state from 01 to 16; got '%s'".formatted(name, digits));
        }
        // Bavaria has seven administrative regions; zero stands only in the key of the whole state.
        char region = digits.charAt(2);
        if (state == 9 && !nothingBelow && (region < '1' || region > '7')) {
            throw new IllegalArgumentException(
                    "A Bavarian %s has an administrative region from 1 to 7 as third digit; got '%s'"
                            .formatted(name, digits));
        }
    }
}
