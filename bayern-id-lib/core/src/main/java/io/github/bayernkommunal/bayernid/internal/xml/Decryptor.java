package io.github.bayernkommunal.bayernid.internal.xml;

import io.github.bayernkommunal.bayernid.Check;
import io.github.bayernkommunal.bayernid.ResponseNotTrustedException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.BadPaddingException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;

/** Opens encrypted elements with our keys: the current one, and those before and after it. */
public final class Decryptor {

    private final List<OwnKey> keys;
    private final PublicKey publicKey;
    private final String fingerprints;
    private final XmlReader reader;
    private final SecureRandom random;

    // Written and never read: what nobody could see would be optimised away.
    @SuppressWarnings("unused")
    private volatile @Nullable Exception spent;

    /** Opens with these keys, in this order. */
    public Decryptor(List<KeyStore.PrivateKeyEntry> keys, XmlReader reader, SecureRandom random) {
        this.keys = keys.stream().map(key -> OwnKey.of(key.getPrivateKey())).toList();
        List<PublicKey> publicKeys =
                keys.stream().map(key -> key.getCertificate().getPublicKey()).toList();
        this.publicKey = publicKeys.get(0);
        this.fingerprints = Fingerprints.of(publicKeys);
        this.reader = reader;
        this.random = random;
    }

    /**
     * The one element inside.
     *
     * @throws ResponseNotTrustedException with DECRYPTION, which is the same for every cause, or DECRYPTED_CONTENT
     */
    public Element open(EncryptedElement encrypted) {
        byte[] plain = decrypt(encrypted);
        if (plain == null) {
            throw Refusal.of(
                    Check.DECRYPTION,
                    "The assertion cannot be opened with any of our %d keys %s. Either the identity provider uses an old"
                            + " certificate of ours, or the answer was tampered with.",
                    keys.size(),
                    fingerprints);
        }
        return parse(plain, encrypted.context());
    }

    // One path for all failures: a key that does not unwrap is replaced by a random one, which then fails in the same
    // place
    // as a wrong tag does.
    private byte @Nullable [] decrypt(EncryptedElement encrypted) {
        byte[] found = null;
        for (EncryptedElement.WrappedKey wrapped : encrypted.keys()) {
            for (OwnKey key : keys) {
                byte[] contentKey = unwrap(wrapped, key, encrypted.algorithm().keyLength());
                byte[] plain = decrypt(encrypted, contentKey);
                if (plain != null) {
                    found = plain;
                    break;
                }
            }
            if (found != null) {
                break;
            }
        }
        return found;
    }

    private byte[] unwrap(EncryptedElement.WrappedKey wrapped, OwnKey key, int length) {
        byte[] replacement = new byte[length];
        random.nextBytes(replacement);
        try {
            byte[] contentKey = wrapped.transport().unwrap(key, wrapped.bytes());
            // A failure costs the time of an exception, so a success costs it too.
            spent = new BadPaddingException();
            return contentKey.length == length ? contentKey : replacement;
        } catch (GeneralSecurityException | RuntimeException notOurs) {
            return replacement;
        }
    }

    private static byte @Nullable [] decrypt(EncryptedElement encrypted, byte[] contentKey) {
        try {
            return encrypted.algorithm().decrypt(contentKey, encrypted.cipher());
        } catch (GeneralSecurityException wrongKeyOrTampered) {
            return null;
        }
    }

    // XML encryption 1.1, 4.3.3: the content is parsed in the namespace context of its place. The wrapper supplies that
    // context; content that tries to close it is not well-formed, and more than one element is refused.
    private Element parse(byte[] plain, Element context) {
        try {
            StringBuilder start = new StringBuilder("<opened");
            namespacesInScope(context)
                    .forEach((name, uri) -> start.append(' ')
                            .append(name)
                            .append("=\"")
                            .append(Dom.escaped(uri))
                            .append('"'));
            Document document = reader.read(
                    start.append('>').toString().getBytes(StandardCharsets.UTF_8),
                    plain,
                    "</opened>".getBytes(StandardCharsets.UTF_8),
                    Limits.MESSAGE);
            Element wrapper = document.getDocumentElement();
            List<Element> content = Dom.children(wrapper);
            if (content.size() == 1 && Dom.text(wrapper).isBlank()) {
                return content.get(0);
            }
        } catch (ResponseNotTrustedException e) {
            throw new ResponseNotTrustedException(
                    Check.DECRYPTED_CONTENT, "What was encrypted is not sound XML (" + e.getMessage() + ")", e);
        }
        throw Refusal.of(Check.DECRYPTED_CONTENT, "What was encrypted is not exactly one element.");
    }

    private static Map<String, String> namespacesInScope(Element context) {
        Map<String, String> scope = new LinkedHashMap<>();
        for (Node node = context; node instanceof Element element; node = node.getParentNode()) {
            NamedNodeMap attributes = element.getAttributes();
            for (int i = 0; i < attributes.getLength(); i++) {
                Attr attribute = (Attr) attributes.item(i);
                // The xml prefix is always bound, and an undeclared default needs no declaration at the top.
                if (Ns.XMLNS.equals(attribute.getNamespaceURI())
                        && !attribute.getName().equals("xmlns:xml")) {
                    scope.putIfAbsent(attribute.getName(), attribute.getValue());
                }
            }
        }
        return scope.entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .collect(Collectors.toMap(
                        Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one, LinkedHashMap::new));
    }

    /** Encrypts an element for our first key, as the identity provider does. */
    public String seal(byte[] element) {
        return Sealer.seal(element, publicKey, random);
    }
}
