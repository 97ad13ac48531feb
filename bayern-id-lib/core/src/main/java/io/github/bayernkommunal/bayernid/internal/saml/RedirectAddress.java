package io.github.bayernkommunal.bayernid.internal.saml;

import io.github.bayernkommunal.bayernid.internal.xml.Signer;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.Deflater;

/**
 * A request in an address, with its signature beside it.
 *
 * @see <a href="https://docs.oasis-open.org/security/saml/v2.0/saml-bindings-2.0-os.pdf">SAML bindings 3.4.4.1</a>
 */
public final class RedirectAddress {

    private RedirectAddress() {}

    /** The address; the octets of its query are exactly those that were signed. */
    public static URI of(URI target, byte[] document, String relayState, Signer signer) {
        String query = "SAMLRequest=" + encode(Base64.getEncoder().encodeToString(deflate(document))) + "&RelayState="
                + encode(relayState) + "&SigAlg=" + encode(signer.algorithm().uri());
        byte[] signature = signer.sign(query.getBytes(StandardCharsets.US_ASCII));
        String separator = target.getRawQuery() == null ? "?" : "&";
        return URI.create(target + separator + query + "&Signature="
                + encode(Base64.getEncoder().encodeToString(signature)));
    }

    private static byte[] deflate(byte[] bytes) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        try {
            deflater.setInput(bytes);
            deflater.finish();
            ByteArrayOutputStream deflated = new ByteArrayOutputStream(bytes.length);
            byte[] buffer = new byte[1024];
            while (!deflater.finished()) {
                deflated.write(buffer, 0, deflater.deflate(buffer));
            }
            return deflated.toByteArray();
        } finally {
            deflater.end();
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
