package io.github.bayernkommunal.bayernid.internal.xml;

import io.github.bayernkommunal.bayernid.Check;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/**
 * An encrypted element with its wrapped keys, as far as it can be judged without a key.
 *
 * @see <a href="https://www.w3.org/TR/xmlenc-core1/">XML encryption 1.1</a>
 */
public final class EncryptedElement {

    private static final int MOST_KEYS = 8;
    // XML encryption 1.1, 3.1 and 3.5.1: in this order, each once.
    private static final List<String> PARTS = List.of(
            "EncryptionMethod", "KeyInfo", "CipherData", "EncryptionProperties", "ReferenceList", "CarriedKeyName");
    private static final String ELEMENT = "http://www.w3.org/2001/04/xmlenc#Element";

    /** A wrapped key: how, and the bytes. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record WrappedKey(KeyTransport transport, byte[] bytes) {}

    private final Element context;
    private final ContentEncryption algorithm;
    private final byte[] cipher;
    private final List<WrappedKey> keys = new ArrayList<>();

    private EncryptedElement(Element wrapper) {
        this.context = wrapper;
        List<Element> parts = Dom.children(wrapper);
        Element data = parts.isEmpty() ? null : parts.get(0);
        if (data == null || !Dom.is(data, Ns.XENC, "EncryptedData")) {
            throw structure("does not start with EncryptedData");
        }
        requireNoText(wrapper);
        requireParts(data);
        String type = Dom.attribute(data, "Type");
        if (type != null && !type.equals(ELEMENT)) {
            throw structure("is of another type than Element");
        }
        this.algorithm = algorithm(data);
        this.cipher = cipher(data);
        Element info = Dom.child(data, Ns.DS, "KeyInfo");
        if (info != null) {
            Dom.children(info, Ns.XENC, "EncryptedKey").forEach(this::addKey);
        }
        for (Element key : parts.subList(1, parts.size())) {
            if (!Dom.is(key, Ns.XENC, "EncryptedKey")) {
                throw structure("holds something beside EncryptedData and EncryptedKey");
            }
            addKey(key);
        }
        if (keys.isEmpty()) {
            throw structure("brings no wrapped key");
        }
    }

    /**
     * Reads an encrypted element without using any key.
     *
     * @param wrapper element with EncryptedData and perhaps EncryptedKey, such as EncryptedAssertion
     * @throws io.github.bayernkommunal.bayernid.ResponseNotTrustedException with ENCRYPTION_STRUCTURE, ENCRYPTION_ALGORITHM
     *     or KEY_TRANSPORT
     */
    public static EncryptedElement of(Element wrapper) {
        return new EncryptedElement(wrapper);
    }

    private static void requireParts(Element holder) {
        int last = -1;
        for (Element part : Dom.children(holder)) {
            String name = part.getLocalName();
            int place = Dom.is(part, name.equals("KeyInfo") ? Ns.DS : Ns.XENC, name) ? PARTS.indexOf(name) : -1;
            if (place <= last) {
                throw structure("has a part that is unknown, repeated or at a wrong place");
            }
            last = place;
        }
        requireNoText(holder);
    }

    private static void requireNoText(Element holder) {
        if (!Dom.text(holder).isBlank()) {
            throw structure("holds text between its parts");
        }
    }

    private static ContentEncryption algorithm(Element data) {
        Element method = Dom.child(data, Ns.XENC, "EncryptionMethod");
        String uri = method == null ? null : Dom.attribute(method, "Algorithm");
        ContentEncryption found = ContentEncryption.of(uri)
                .orElseThrow(() -> Refusal.of(
                        Check.ENCRYPTION_ALGORITHM,
                        "The content encryption %s is not accepted; AES-GCM is. The identity provider must be told.",
                        Refusal.quoted(uri)));
        if (method != null && !Dom.children(method).isEmpty()) {
            throw Refusal.of(Check.ENCRYPTION_ALGORITHM, "The content encryption has parameters; none are accepted.");
        }
        return found;
    }

    private void addKey(Element key) {
        if (keys.size() == MOST_KEYS) {
            throw structure("brings more than " + MOST_KEYS + " wrapped keys");
        }
        requireParts(key);
        Element method = Dom.child(key, Ns.XENC, "EncryptionMethod");
        keys.add(new WrappedKey(KeyTransport.read(method), cipher(key)));
    }

    // CipherReference would fetch the content from elsewhere; only a value inside the message is read.
    private static byte[] cipher(Element holder) {
        List<Element> found = Dom.children(holder, Ns.XENC, "CipherData");
        List<Element> values = found.size() == 1 ? Dom.children(found.get(0)) : List.of();
        byte[] bytes = values.size() == 1 && Dom.is(values.get(0), Ns.XENC, "CipherValue")
                ? StrictBase64.decodeXml(Dom.text(values.get(0)))
                : null;
        if (bytes == null) {
            throw structure("has no CipherValue in Base64");
        }
        return bytes;
    }

    private static io.github.bayernkommunal.bayernid.ResponseNotTrustedException structure(String what) {
        return Refusal.of(Check.ENCRYPTION_STRUCTURE, "The encrypted assertion %s.", what);
    }

    ContentEncryption algorithm() {
        return algorithm;
    }

    byte[] cipher() {
        return cipher;
    }

    List<WrappedKey> keys() {
        return keys;
    }

    /** The element around it; its namespace declarations are in scope for the content. */
    Element context() {
        return context;
    }

    /** Name of the content encryption, for traces. */
    public String contentEncryption() {
        return algorithm.uri();
    }

    /** Name of the first key transport, for traces. */
    public @Nullable String keyTransport() {
        return keys.get(0).transport().uri();
    }
}
