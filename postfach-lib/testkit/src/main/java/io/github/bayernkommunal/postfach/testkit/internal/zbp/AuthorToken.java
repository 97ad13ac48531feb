package io.github.bayernkommunal.postfach.testkit.internal.zbp;

import io.github.bayernkommunal.postfach.testkit.internal.Json;
import io.github.bayernkommunal.postfach.testkit.internal.Members;
import io.github.bayernkommunal.postfach.testkit.internal.Problem;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The token that an authority signs itself: RS512, {@code iat}, {@code exp}, {@code signer}, {@code roles}. */
public final class AuthorToken {

    private static final Pattern COMPACT = Pattern.compile("([\\w-]+)\\.([\\w-]+)\\.([\\w-]+)");
    private static final long LIFETIME = 1800;
    private static final long LARGEST_SKEW = 60;

    private AuthorToken() {}

    /** Whose token this is, out of {@code candidates}; refuses with 401. */
    public static X509Certificate verify(String token, List<X509Certificate> candidates, Instant now) throws Problem {
        try {
            return read(token, candidates, now);
        } catch (Problem problem) {
            throw new Problem(401, "author-token", problem.text());
        }
    }

    private static X509Certificate read(String token, List<X509Certificate> candidates, Instant now) throws Problem {
        Matcher parts = COMPACT.matcher(token);
        if (!parts.matches()) {
            throw Problem.malformed("The token is no signed JWT in compact form");
        }
        Members header = Members.of("token header", Json.text("token header", decode(parts.group(1))));
        header.only("typ", "alg");
        header.fixed("typ", "JWT");
        header.fixed("alg", "RS512");
        Members claims = Members.of("token", Json.text("token", decode(parts.group(2))));
        claims.only("iat", "exp", "signer", "roles");
        checkTimes(claims, now);
        String signer = claims.string("signer");
        if (!claims.strings("roles").equals(List.of("THIRD_PARTY"))) {
            throw Problem.malformed("token/roles must be [THIRD_PARTY]");
        }
        byte[] signed = (parts.group(1) + "." + parts.group(2)).getBytes(StandardCharsets.US_ASCII);
        byte[] signature = decode(parts.group(3));
        for (X509Certificate candidate : candidates) {
            if (Authors.verifies(candidate, signed, signature)) {
                if (!Authors.commonName(candidate).equals(java.util.Optional.of(signer))) {
                    throw Problem.malformed("token/signer must be the common name of the certificate");
                }
                return candidate;
            }
        }
        throw Problem.malformed("The token is not signed by an authority that is known here");
    }

    private static void checkTimes(Members claims, Instant now) throws Problem {
        long issued = claims.integer("iat", 0, Integer.MAX_VALUE);
        long expires = claims.integer("exp", 0, Integer.MAX_VALUE);
        if (expires - issued != LIFETIME) {
            throw Problem.malformed("token/exp must be iat + 1800");
        }
        if (issued > now.getEpochSecond() + LARGEST_SKEW || expires <= now.getEpochSecond()) {
            throw Problem.malformed("The token is not valid at this time");
        }
    }

    private static byte[] decode(String base64Url) throws Problem {
        try {
            return Base64.getUrlDecoder().decode(base64Url);
        } catch (IllegalArgumentException e) {
            throw Problem.malformed("The token is not Base64 for addresses");
        }
    }
}
