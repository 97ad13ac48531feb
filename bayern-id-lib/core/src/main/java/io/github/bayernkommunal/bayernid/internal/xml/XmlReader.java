package io.github.bayernkommunal.bayernid.internal.xml;

import io.github.bayernkommunal.bayernid.Check;
import io.github.bayernkommunal.bayernid.ResponseNotTrustedException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParser;
import javax.xml.parsers.SAXParserFactory;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.ext.DefaultHandler2;

/**
 * The only way from bytes to a tree: no document types, no entities, no network, bounded, UTF-8.
 *
 * <p>Parser and tree come from the JDK by name, so neither system properties nor another parser on the class path change
 * anything. The settings are proven when the first reader is made.
 */
public final class XmlReader {

    private static final DefaultHandler2 NOBODY = new DefaultHandler2();
    private static final Pattern DECLARED = Pattern.compile("<\\?xml\\s");
    private static final Pattern DECLARATION = Pattern.compile(
            "<\\?xml\\s+version\\s*=\\s*[\"']([^\"']*)[\"'](?:\\s+encoding\\s*=\\s*[\"']([^\"']*)[\"'])?[^>]*\\?>");

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final byte[] NOTHING = {};

    /** After this much a parser is replaced: it remembers each name that it has ever seen. */
    private static final int MOST_BYTES = 4 * 1024 * 1024;

    private static final int MOST_IDLE = 32;

    // Set up once and then only read: the JDK's own factories may be shared by threads in that way.
    private final SAXParserFactory parsers = SAXParserFactory.newDefaultInstance();
    private final DocumentBuilderFactory trees = DocumentBuilderFactory.newDefaultInstance();
    // A parser costs more than a document. None is bound to a thread, so nothing outlives the reader.
    private final Queue<Parser> idle = new ArrayBlockingQueue<>(MOST_IDLE);

    /** A reader whose settings hold; otherwise it refuses to exist. */
    public XmlReader() {
        try {
            parsers.setNamespaceAware(true);
            parsers.setValidating(false);
            parsers.setXIncludeAware(false);
            parsers.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            parsers.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            parsers.setFeature("http://xml.org/sax/features/external-general-entities", false);
            parsers.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
            parsers.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
            // Namespace declarations must be in the tree, canonicalisation needs them.
            parsers.setFeature("http://xml.org/sax/features/namespace-prefixes", true);
            trees.setNamespaceAware(true);
        } catch (ParserConfigurationException | SAXException e) {
            throw new IllegalStateException("The XML parser of this Java platform cannot be made safe", e);
        }
        proveDoctypeIsRefused();
    }

    private void proveDoctypeIsRefused() {
        try {
            read("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>".getBytes(StandardCharsets.UTF_8), Limits.MESSAGE);
        } catch (ResponseNotTrustedException expected) {
            if (expected.failedCheck() == Check.DOCTYPE) {
                return;
            }
        }
        throw new IllegalStateException("The XML parser of this Java platform accepts document types");
    }

    /** An empty tree to build into. */
    public Document empty() {
        try {
            return trees.newDocumentBuilder().newDocument();
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("The XML tree of this Java platform cannot be made", e);
        }
    }

    /**
     * Reads a whole document.
     *
     * @throws ResponseNotTrustedException with one of the checks from SIZE to STRUCTURE
     */
    public Document read(byte[] bytes, Limits limits) {
        if (bytes.length > limits.bytes()) {
            throw Refusal.of(Check.SIZE, "The document has %d bytes; the limit is %d.", bytes.length, limits.bytes());
        }
        return read(NOTHING, bytes, skipped(bytes), NOTHING, limits);
    }

    /** Reads a document made of three pieces, of which only the middle one comes from outside. */
    Document read(byte[] before, byte[] bytes, byte[] after, Limits limits) {
        return read(before, bytes, 0, after, limits);
    }

    private Document read(byte[] before, byte[] bytes, int from, byte[] after, Limits limits) {
        try {
            Parser known = idle.poll();
            Parser parser = known == null ? new Parser() : known;
            Document document = parser.read(
                    new SequenceInputStream(
                            new SequenceInputStream(
                                    new ByteArrayInputStream(before),
                                    new ByteArrayInputStream(bytes, from, bytes.length - from)),
                            new ByteArrayInputStream(after)),
                    limits);
            // A parser that was interrupted by a refusal is in no known state, and not used again.
            parser.bytes += bytes.length;
            if (parser.bytes < MOST_BYTES) {
                idle.offer(parser);
            }
            return document;
        } catch (SAXParseException e) {
            throw refusal(bytes, e);
        } catch (CharacterCodingException e) {
            throw notUtf8(e);
        } catch (SAXException | IOException | ParserConfigurationException e) {
            throw new ResponseNotTrustedException(Check.XML, "The document cannot be parsed.", e);
        }
    }

    // The parser's own words are translated; this only names what is refused anyway.
    private static ResponseNotTrustedException refusal(byte[] bytes, SAXParseException e) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException cause) {
            return notUtf8(cause);
        }
        if (text.contains("<!DOCTYPE")) {
            return Refusal.of(
                    Check.DOCTYPE,
                    "The document has a DOCTYPE. No SAML message needs one: this is an attack or a wrong file.");
        }
        return Refusal.of(
                Check.XML,
                "The document is not well-formed at line %d, column %d. It was damaged on the way.",
                e.getLineNumber(),
                e.getColumnNumber());
    }

    private static ResponseNotTrustedException notUtf8(CharacterCodingException cause) {
        return new ResponseNotTrustedException(Check.ENCODING, "The document is not UTF-8.", cause);
    }

    /** What can be used for one document after the other. */
    private final class Parser {
        private final SAXParser parser = parsers.newSAXParser();
        private final DocumentBuilder builder = trees.newDocumentBuilder();
        private long bytes;

        Parser() throws SAXException, ParserConfigurationException {
            parser.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            parser.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
        }

        Document read(InputStream bytes, Limits limits) throws SAXException, IOException {
            TreeBuilder target = new TreeBuilder(builder.newDocument(), limits);
            parser.setProperty("http://xml.org/sax/properties/lexical-handler", target);
            // Read by a decoder that refuses what is not UTF-8; the parser alone would be free to guess.
            Reader text = new InputStreamReader(bytes, StandardCharsets.UTF_8.newDecoder());
            parser.parse(new InputSource(text), target);
            // The next document may be long in coming; this one must not be kept until then.
            parser.getXMLReader().setContentHandler(NOBODY);
            parser.getXMLReader().setErrorHandler(NOBODY);
            parser.getXMLReader().setEntityResolver(NOBODY);
            parser.getXMLReader().setDTDHandler(NOBODY);
            parser.setProperty("http://xml.org/sax/properties/lexical-handler", NOBODY);
            return target.finished();
        }
    }

    // The identity provider writes UTF-8, and a second encoding is a second way to read a document. How many bytes are
    // passed over.
    private static int skipped(byte[] bytes) {
        int mark = Arrays.mismatch(bytes, BYTE_ORDER_MARK) == BYTE_ORDER_MARK.length ? BYTE_ORDER_MARK.length : 0;
        String start = new String(bytes, mark, Math.min(bytes.length - mark, 200), StandardCharsets.ISO_8859_1);
        if (DECLARED.matcher(start).lookingAt()) {
            Matcher declaration = DECLARATION.matcher(start);
            if (!declaration.lookingAt()) {
                throw Refusal.of(Check.ENCODING, "The XML declaration is malformed.");
            }
            String encoding = declaration.group(2);
            if (!declaration.group(1).equals("1.0")
                    || (encoding != null && !encoding.toUpperCase(Locale.ROOT).equals("UTF-8"))) {
                throw Refusal.of(
                        Check.ENCODING,
                        "The document declares XML %s in %s; expected XML 1.0 in UTF-8.",
                        Refusal.quoted(declaration.group(1)),
                        Refusal.quoted(encoding));
            }
        }
        return mark;
    }
}
