package io.github.bayernkommunal.samples.fuehrungszeugnis;

import io.github.bayernkommunal.samples.fuehrungszeugnis.Walker.Page;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.spec.MGF1ParameterSpec;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import javax.crypto.spec.SecretKeySpec;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;

/**
 * A SAML message as it lies in a form: tells the algorithms that were really used, not those that were meant. It judges
 * nothing; that is what the application and the identity provider do.
 */
final class SamlField {

    private final Document xml;

    private SamlField(Document xml) {
        this.xml = xml;
    }

    /** The message in this hidden field of the page. */
    static SamlField of(Page page, String field) {
        Element input = page.html().selectFirst("input[name=" + field + "]");
        if (input == null) {
            throw new IllegalStateException(
                    "The page has no field " + field + ": " + page.html().title());
        }
        return parse(new String(Base64.getMimeDecoder().decode(input.val()), StandardCharsets.UTF_8));
    }

    /** Algorithm of the signature, such as {@code sha256-rsa-MGF1}. */
    String signature() {
        return shortName("*|SignatureMethod");
    }

    /** Algorithm of the encrypted content, such as {@code aes256-gcm}. */
    String content() {
        return shortName("*|EncryptedData > *|EncryptionMethod");
    }

    /** Algorithm that wraps the content's key, such as {@code rsa-oaep}. */
    String keyTransport() {
        return shortName("*|EncryptedKey > *|EncryptionMethod");
    }

    /** The assertion inside, opened with the application's key; made for RSA-OAEP with SHA-256 and AES-GCM. */
    SamlField opened(PrivateKey key) {
        try {
            Cipher unwrap = Cipher.getInstance("RSA/ECB/OAEPPadding");
            unwrap.init(
                    Cipher.DECRYPT_MODE,
                    key,
                    new OAEPParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT));
            byte[] contentKey = unwrap.doFinal(bytes("*|EncryptedKey > *|CipherData > *|CipherValue"));
            byte[] secret = bytes("*|EncryptedData > *|CipherData > *|CipherValue");
            Cipher open = Cipher.getInstance("AES/GCM/NoPadding");
            open.init(
                    Cipher.DECRYPT_MODE,
                    new SecretKeySpec(contentKey, "AES"),
                    new GCMParameterSpec(128, secret, 0, 12));
            return parse(new String(open.doFinal(secret, 12, secret.length - 12), StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The application's key does not open the assertion", e);
        }
    }

    private byte[] bytes(String query) {
        return Base64.getMimeDecoder().decode(find(query).text());
    }

    private String shortName(String query) {
        return find(query).attr("Algorithm").replaceAll(".*[#/]", "");
    }

    private Element find(String query) {
        Element found = xml.selectFirst(query);
        if (found == null) {
            throw new IllegalStateException("The SAML message has no " + query.replace("*|", ""));
        }
        return found;
    }

    private static SamlField parse(String text) {
        return new SamlField(Jsoup.parse(text, "", Parser.xmlParser()));
    }
}
