package io.github.bayernkommunal.bayernid.internal.saml;

import io.github.bayernkommunal.bayernid.internal.xml.Dom;
import io.github.bayernkommunal.bayernid.internal.xml.Ns;
import io.github.bayernkommunal.bayernid.internal.xml.Signer;
import io.github.bayernkommunal.bayernid.internal.xml.XmlReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;

/** Writes a tree for people: customary prefixes, one element per line, always the same text for the same content. */
final class PrettyXml {

    private static final Map<String, String> PREFIXES = Map.of(Ns.MD, "md", Ns.DS, "ds", Ns.MDUI, "mdui");

    private PrettyXml() {}

    static String write(XmlReader trees, Consumer<Document> content) {
        Document source = trees.empty();
        content.accept(source);
        Document target = trees.empty();
        copy(source.getDocumentElement(), target, "\n");
        byte[] bytes = Signer.bytes(target.getDocumentElement());
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + new String(bytes, StandardCharsets.UTF_8) + "\n";
    }

    private static void copy(Element from, Node to, String indent) {
        String namespace = from.getNamespaceURI();
        Element copy = Dom.add(to, namespace, PREFIXES.getOrDefault(namespace, "x"), from.getLocalName());
        NamedNodeMap attributes = from.getAttributes();
        for (int i = 0; i < attributes.getLength(); i++) {
            Attr attribute = (Attr) attributes.item(i);
            if (!Ns.XMLNS.equals(attribute.getNamespaceURI())) {
                copy.setAttributeNS(attribute.getNamespaceURI(), attribute.getName(), attribute.getValue());
            }
        }
        List<Element> children = Dom.children(from);
        if (children.isEmpty()) {
            copy.appendChild(copy.getOwnerDocument().createTextNode(Dom.text(from)));
            return;
        }
        for (Element child : children) {
            copy.appendChild(copy.getOwnerDocument().createTextNode(indent + "  "));
            copy(child, copy, indent + "  ");
        }
        copy.appendChild(copy.getOwnerDocument().createTextNode(indent));
    }
}
