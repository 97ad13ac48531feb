package io.github.bayernkommunal.bayernid.testkit;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Attacks on the encrypted assertion. */
final class EncryptionAttacks {

    private EncryptionAttacks() {}

    static void flipContent(Element response) {
        change(contentValue(response), EncryptionAttacks::flip);
    }

    static void flipKey(Element response) {
        change(Xml.find(encryptedKey(response), Saml.XENC, "CipherValue"), EncryptionAttacks::flip);
    }

    static void cutTag(Element response) {
        change(contentValue(response), bytes -> Arrays.copyOf(bytes, bytes.length - 8));
    }

    static void cipherReference(Element response) {
        Element value = contentValue(response);
        Node data = value.getParentNode();
        data.removeChild(value);
        Xml.add(data, Saml.XENC, "xenc:CipherReference").setAttribute("URI", "http://127.0.0.1:9/content");
    }

    static void manyKeys(Element response) {
        Element key = encryptedKey(response);
        for (int i = 0; i < 99; i++) {
            Element copy = (Element) key.cloneNode(true);
            copy.setAttribute("Id", TestKeys.randomId());
            key.getParentNode().appendChild(copy);
        }
    }

    /** The key has 256 bits; the algorithm now says 128. */
    static void otherKeyLength(Element response) {
        Element data = Xml.find(response, Saml.XENC, "EncryptedData");
        Xml.find(data, Saml.XENC, "EncryptionMethod").setAttribute("Algorithm", Saml.AES128_GCM);
    }

    private static Element encryptedKey(Element response) {
        return Xml.find(response, Saml.XENC, "EncryptedKey");
    }

    private static Element contentValue(Element response) {
        Element data = Xml.find(response, Saml.XENC, "EncryptedData");
        List<Element> direct = Xml.children(data, Saml.XENC, "CipherData");
        return Xml.find(direct.get(0), Saml.XENC, "CipherValue");
    }

    private static void change(Element value, UnaryOperator<byte[]> change) {
        byte[] bytes = Base64.getDecoder().decode(value.getTextContent());
        value.setTextContent(Base64.getEncoder().encodeToString(change.apply(bytes)));
    }

    private static byte[] flip(byte[] bytes) {
        byte[] changed = bytes.clone();
        changed[changed.length / 2] ^= 1;
        return changed;
    }
}
