package io.github.bayernkommunal.portalregistry.internal.tree;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;

/**
 * Decodes a document strictly. The parser's own decoder lets overlong forms and lone surrogates pass, and different decoders make
 * different texts of them; the decoder of the JDK refuses them.
 */
final class XmlInput {

    private static final int LONGEST_DECLARATION = 256;
    private static final Pattern ENCODING =
            Pattern.compile("^<\\?xml[^>]*?encoding\\s*=\\s*[\"']([A-Za-z][A-Za-z0-9._-]*)[\"']");
    private static final Map<String, Charset> ALLOWED = Map.of(
            "UTF-8",
            StandardCharsets.UTF_8,
            "UTF-16",
            StandardCharsets.UTF_16,
            "UTF-16LE",
            StandardCharsets.UTF_16LE,
            "UTF-16BE",
            StandardCharsets.UTF_16BE,
            "US-ASCII",
            StandardCharsets.US_ASCII,
            "ISO-8859-1",
            StandardCharsets.ISO_8859_1);

    private XmlInput() {}

    /** A reader of the document's characters that fails at the first byte that is none. */
    static Reader decode(InputStream source) throws XMLStreamException {
        BufferedInputStream bytes = new BufferedInputStream(source, 32 * 1024);
        try {
            bytes.mark(LONGEST_DECLARATION + 4);
            byte[] head = bytes.readNBytes(LONGEST_DECLARATION);
            bytes.reset();
            Charset charset = charset(head, bytes);
            return new InputStreamReader(
                    bytes,
                    charset.newDecoder()
                            .onMalformedInput(CodingErrorAction.REPORT)
                            .onUnmappableCharacter(CodingErrorAction.REPORT));
        } catch (IOException e) {
            throw new XMLStreamException("the document cannot be read", e);
        }
    }

    /** XML 1.0, appendix F: the byte order mark first, then the declaration, then UTF-8. */
    private static Charset charset(byte[] head, InputStream bytes) throws IOException, XMLStreamException {
        if (starts(head, 0xFE, 0xFF) || starts(head, 0xFF, 0xFE)) {
            return StandardCharsets.UTF_16;
        }
        if (starts(head, 0xEF, 0xBB, 0xBF)) {
            bytes.skipNBytes(3);
            return declared(new String(head, 3, head.length - 3, StandardCharsets.ISO_8859_1), true);
        }
        return declared(new String(head, StandardCharsets.ISO_8859_1), false);
    }

    private static Charset declared(String head, boolean marked) throws XMLStreamException {
        Matcher declaration = ENCODING.matcher(head);
        if (!declaration.find()) {
            return StandardCharsets.UTF_8;
        }
        Charset charset = ALLOWED.get(declaration.group(1).toUpperCase(Locale.ROOT));
        boolean fits = charset != null && (!marked || charset.equals(StandardCharsets.UTF_8));
        if (charset == null || !fits) {
            throw new XMLStreamException("the declared encoding is not allowed or not the real one");
        }
        return charset;
    }

    private static boolean starts(byte[] head, int... mark) {
        if (head.length < mark.length) {
            return false;
        }
        for (int i = 0; i < mark.length; i++) {
            if ((head[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }
}
