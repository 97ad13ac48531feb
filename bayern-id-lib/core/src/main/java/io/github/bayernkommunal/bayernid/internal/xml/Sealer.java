package io.github.bayernkommunal.bayernid.internal.xml;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.MGF1ParameterSpec;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import javax.crypto.spec.SecretKeySpec;

/** Encrypts as the identity provider does: AES-256-GCM with a key of its own, wrapped with RSA-OAEP. Only the warm-up needs it. */
final class Sealer {

    private static final String ENCRYPTED_DATA = """
            <xenc:EncryptedData xmlns:xenc="http://www.w3.org/2001/04/xmlenc#" xmlns:ds="http://www.w3.org/2000/09/xmldsig#" \
            xmlns:xenc11="http://www.w3.org/2009/xmlenc11#" Type="http://www.w3.org/2001/04/xmlenc#Element">\
            <xenc:EncryptionMethod Algorithm="http://www.w3.org/2009/xmlenc11#aes256-gcm"/>\
            <ds:KeyInfo><xenc:EncryptedKey>\
            <xenc:EncryptionMethod Algorithm="http://www.w3.org/2009/xmlenc11#rsa-oaep">\
            <ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/>\
            <xenc11:MGF Algorithm="http://www.w3.org/2009/xmlenc11#mgf1sha256"/>\
            </xenc:EncryptionMethod>\
            <xenc:CipherData><xenc:CipherValue>%s</xenc:CipherValue></xenc:CipherData>\
            </xenc:EncryptedKey></ds:KeyInfo>\
            <xenc:CipherData><xenc:CipherValue>%s</xenc:CipherValue></xenc:CipherData>\
            </xenc:EncryptedData>""";

    private Sealer() {}

    /** The element as {@code EncryptedData} that the owner of the key can open. */
    static String seal(byte[] element, PublicKey owner, SecureRandom random) {
        byte[] contentKey = new byte[32];
        byte[] nonce = new byte[12];
        random.nextBytes(contentKey);
        random.nextBytes(nonce);
        try {
            Cipher gcm = Jca.aesGcm();
            gcm.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(contentKey, "AES"), new GCMParameterSpec(128, nonce));
            byte[] sealed = new byte[nonce.length + gcm.getOutputSize(element.length)];
            System.arraycopy(nonce, 0, sealed, 0, nonce.length);
            gcm.doFinal(element, 0, element.length, sealed, nonce.length);
            Cipher oaep = Jca.oaep(false);
            oaep.init(
                    Cipher.ENCRYPT_MODE,
                    owner,
                    new OAEPParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT));
            return ENCRYPTED_DATA.formatted(base64(oaep.doFinal(contentKey)), base64(sealed));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has AES-GCM and RSA-OAEP", e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
