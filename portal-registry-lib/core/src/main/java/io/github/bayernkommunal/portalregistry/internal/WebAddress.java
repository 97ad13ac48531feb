package io.github.bayernkommunal.portalregistry.internal;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** Addresses in texts of the portal, written by people. */
public final class WebAddress {

    private static final int LONGEST = 4000;

    private WebAddress() {}

    /** The address, if it is http or https and can be understood; everything else could run code in a page or lead nowhere. */
    public static Optional<URI> of(String text) {
        String stripped = text.strip();
        if (stripped.isEmpty()
                || stripped.length() > LONGEST
                || stripped.codePoints().anyMatch(Character::isISOControl)) {
            return Optional.empty();
        }
        String withScheme = stripped.regionMatches(true, 0, "www.", 0, 4) ? "https://" + stripped : stripped;
        try {
            URI address = new URI(withScheme.replace(" ", "%20"));
            boolean web = "https".equalsIgnoreCase(address.getScheme()) || "http".equalsIgnoreCase(address.getScheme());
            return web && address.getHost() != null && address.getRawUserInfo() == null
                    ? Optional.of(address)
                    : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
