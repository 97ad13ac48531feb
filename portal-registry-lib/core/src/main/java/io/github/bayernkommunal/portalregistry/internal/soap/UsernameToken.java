package io.github.bayernkommunal.portalregistry.internal.soap;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * The one header that the export web services want: WS-Security with a user name and a password as text, and nothing else.
 *
 * @source OASIS WSS UsernameToken Profile 1.0, 3.1; baybw-services.bayern.de, soapapi
 */
final class UsernameToken {

    private static final String WSS = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-";
    static final String NAMESPACE = WSS + "wssecurity-secext-1.0.xsd";
    private static final String TEXT = WSS + "username-token-profile-1.0#PasswordText";

    private UsernameToken() {}

    static Element header(String user, String password) {
        try {
            Document document = DocumentBuilderFactory.newDefaultNSInstance()
                    .newDocumentBuilder()
                    .newDocument();
            Element security = document.createElementNS(NAMESPACE, "wsse:Security");
            Element token = append(security, "UsernameToken", "");
            append(token, "Username", user);
            append(token, "Password", password).setAttribute("Type", TEXT);
            return security;
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("Every Java platform makes documents", e);
        }
    }

    private static Element append(Element parent, String name, String text) {
        Element child = parent.getOwnerDocument().createElementNS(NAMESPACE, "wsse:" + name);
        child.setTextContent(text);
        parent.appendChild(child);
        return child;
    }
}
