package io.github.bayernkommunal.epay.internal.pmpayment;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA256 over values joined with a bar; the first key signs, all keys are accepted. */
public final class Mac {

    private static final String ALGORITHM = "HmacSHA256";

    private final List<SecretKeySpec> keys;

    /** At least one secret, the current one first. */
    public Mac(List<String> secrets) {
        this.keys = secrets.stream()
                .map(secret -> new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM))
                .toList();
    }

    /** The code in lower-case hexadecimal digits. */
    public String of(Collection<String> values) {
        return HexFormat.of().formatHex(compute(keys.get(0), values));
    }

    /** Whether a code fits to the values under one of the keys; takes the same time wherever it differs. */
    public boolean fits(Collection<String> values, String code) {
        if (values.stream().anyMatch(value -> value.contains("|"))) {
            return false; // two lists of values would have the same code
        }
        byte[] given = code.getBytes(StandardCharsets.UTF_8);
        boolean fits = false;
        for (SecretKeySpec key : keys) {
            byte[] expected = HexFormat.of().formatHex(compute(key, values)).getBytes(StandardCharsets.UTF_8);
            fits |= MessageDigest.isEqual(expected, given);
        }
        return fits;
    }

    private static byte[] compute(SecretKeySpec key, Collection<String> values) {
        try {
            javax.crypto.Mac mac = javax.crypto.Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(String.join("|", values).getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
        }
    }
}
