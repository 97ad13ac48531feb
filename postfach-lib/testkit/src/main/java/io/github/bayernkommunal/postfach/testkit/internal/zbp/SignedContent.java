package io.github.bayernkommunal.postfach.testkit.internal.zbp;

import io.github.bayernkommunal.postfach.testkit.internal.Json;
import io.github.bayernkommunal.postfach.testkit.internal.Members;
import io.github.bayernkommunal.postfach.testkit.internal.Problem;
import java.security.cert.X509Certificate;
import java.util.Base64;

/** A document embedded as a string, and the signature over its very bytes, which is called {@code sha512sum}. */
public final class SignedContent {

    private SignedContent() {}

    /** The document, once the signature of {@code author} has been verified; refuses with 400 or 422. */
    public static String verify(Members envelope, X509Certificate author) throws Problem {
        String content = envelope.string("content");
        byte[] signature;
        try {
            signature = Base64.getDecoder().decode(envelope.string("sha512sum"));
        } catch (IllegalArgumentException e) {
            throw Problem.malformed("sha512sum must be a signature in Base64");
        }
        if (!Authors.verifies(author, Json.utf8("content", content), signature)) {
            throw new Problem(
                    422, "signature", "sha512sum is not the author's signature over the UTF-8 bytes of content");
        }
        return content;
    }
}
