package io.github.bayernkommunal.samples.benchmarks.saml;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.xml.security.Init;
import org.apache.xml.security.c14n.Canonicalizer;
import org.apache.xml.security.exceptions.XMLSecurityException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * Writes what the limit does not compute: the canonical form of each {@code SignedInfo}, ready to be verified. The limit is
 * the cost of the cryptography and of touching every byte; canonical XML is what everybody pays on top.
 */
final class LimitFiles {

    private static final String DS = "http://www.w3.org/2000/09/xmldsig#";

    private LimitFiles() {}

    static void write(Path folder) throws IOException {
        SamlFiles files = SamlFiles.in(folder);
        Init.init();
        try {
            byte[] response = Base64.getDecoder().decode(files.answer());
            Document outer = parse(response);
            write(outer.getDocumentElement(), folder, "response");
            byte[] plain = new SamlLimit.Opening(files.key("decryption.p12").getPrivateKey()).open(response);
            write(parse(plain).getDocumentElement(), folder, "assertion");
        } catch (Exception e) {
            throw new IOException("The answer of the simulator cannot be taken apart", e);
        }
    }

    private static void write(Element signed, Path folder, String name) throws IOException, XMLSecurityException {
        for (Node node = signed.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child
                    && DS.equals(child.getNamespaceURI())
                    && child.getLocalName().equals("Signature")) {
                ByteArrayOutputStream canonical = new ByteArrayOutputStream();
                Canonicalizer.getInstance(Canonicalizer.ALGO_ID_C14N_EXCL_OMIT_COMMENTS)
                        .canonicalizeSubtree(
                                child.getElementsByTagNameNS(DS, "SignedInfo").item(0), canonical);
                Files.write(folder.resolve(name + ".signed"), canonical.toByteArray());
            }
        }
    }

    private static Document parse(byte[] xml) throws IOException, SAXException, ParserConfigurationException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml));
    }
}
