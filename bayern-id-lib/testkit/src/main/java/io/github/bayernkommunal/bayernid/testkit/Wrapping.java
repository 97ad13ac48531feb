package io.github.bayernkommunal.bayernid.testkit;

import java.util.function.Consumer;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Signature wrapping: the genuine signed element stays somewhere, and a false one stands where a careless reader looks.
 *
 * @see <a href="https://www.usenix.org/conference/usenixsecurity12/technical-sessions/presentation/somorovsky">Somorovsky
 *     and others, On Breaking SAML: Be Whoever You Want to Be, 2012</a>
 */
final class Wrapping {

    private static final String FALSE_NAME = "Mallory";

    private Wrapping() {}

    /** Makes every text that names the person another person's. */
    static void impersonate(Element assertion) {
        Element statement = Xml.child(assertion, Saml.ASSERTION, "AttributeStatement");
        if (statement != null) {
            for (Element attribute : Xml.children(statement, Saml.ASSERTION, "Attribute")) {
                Datum datum = Datum.ofWireName(attribute.getAttribute("Name"));
                if (datum == Datum.SURNAME || datum == Datum.BPK2 || datum == Datum.POSTBOX_HANDLE) {
                    Xml.find(attribute, Saml.ASSERTION, "AttributeValue").setTextContent(FALSE_NAME);
                }
            }
        }
        Xml.find(assertion, Saml.ASSERTION, "NameID").setTextContent(FALSE_NAME);
    }

    /** An unsigned copy about another person, in the same document but not attached. */
    private static Element falseCopy(Element genuine) {
        Element copy = (Element) genuine.cloneNode(true);
        Element signature = Xml.child(copy, Saml.DSIG, "Signature");
        if (signature != null) {
            copy.removeChild(signature);
        }
        copy.setAttribute("ID", TestKeys.randomId());
        impersonate(copy);
        return copy;
    }

    /** Puts the false assertion in the genuine one's place and returns it. */
    private static Element replace(Element genuine) {
        Element copy = falseCopy(genuine);
        genuine.getParentNode().replaceChild(copy, genuine);
        return copy;
    }

    private static Element takeSignature(Element genuine) {
        Element signature = Xml.find(genuine, Saml.DSIG, "Signature");
        genuine.removeChild(signature);
        return signature;
    }

    private static void afterIssuer(Element parent, Element child) {
        Node issuer = Xml.find(parent, Saml.ASSERTION, "Issuer");
        parent.insertBefore(child, issuer.getNextSibling());
    }

    private static Element advice(Element assertion) {
        Element advice = assertion.getOwnerDocument().createElementNS(Saml.ASSERTION, "saml:Advice");
        Node conditions = Xml.find(assertion, Saml.ASSERTION, "Conditions");
        assertion.insertBefore(advice, conditions.getNextSibling());
        return advice;
    }

    static void intoObject(Element genuine) {
        Element copy = replace(genuine);
        Element signature = takeSignature(genuine);
        afterIssuer(copy, signature);
        Xml.add(signature, Saml.DSIG, "ds:Object").appendChild(genuine);
    }

    static void intoAdviceWithSignatureOutside(Element genuine) {
        Element copy = replace(genuine);
        afterIssuer(copy, takeSignature(genuine));
        advice(copy).appendChild(genuine);
    }

    static void intoAdvice(Element genuine) {
        advice(replace(genuine)).appendChild(genuine);
    }

    static void intoSubject(Element genuine) {
        Element copy = replace(genuine);
        afterIssuer(copy, takeSignature(genuine));
        Xml.find(copy, Saml.ASSERTION, "SubjectConfirmationData").appendChild(genuine);
    }

    static void intoAdviceWithSameId(Element genuine) {
        Element copy = replace(genuine);
        copy.setAttribute("ID", genuine.getAttribute("ID"));
        afterIssuer(copy, takeSignature(genuine));
        advice(copy).appendChild(genuine);
    }

    /** The issuer would have signed this; still there may be one assertion only. */
    static void falseInAdvice(Element genuine) {
        Element copy = falseCopy(genuine);
        advice(genuine).appendChild(copy);
    }

    /** A second EncryptedAssertion with a false unsigned assertion. */
    static Consumer<Element> encryptedBeside(Answer answer, boolean first) {
        return response -> {
            Element genuine = Xml.find(response, Saml.ASSERTION, "EncryptedAssertion");
            Element added = Encryption.STANDARD.encryptedAssertion(
                    response, Xml.text(falseAssertion(answer)), answer.encryptionKey);
            if (first) {
                response.insertBefore(added, genuine);
            }
        };
    }

    static Consumer<Element> plainBeside(Answer answer) {
        return response -> {
            Element genuine = Xml.find(response, Saml.ASSERTION, "EncryptedAssertion");
            response.insertBefore(imported(response, answer), genuine);
        };
    }

    static Consumer<Element> inExtensions(Answer answer) {
        return response -> extensions(response).appendChild(imported(response, answer));
    }

    static Consumer<Element> inStatusDetail(Answer answer) {
        return response -> {
            Element status = Xml.find(response, Saml.PROTOCOL, "Status");
            Xml.add(status, Saml.PROTOCOL, "samlp:StatusDetail").appendChild(imported(response, answer));
        };
    }

    /** Response signed; a false response around it carries a false assertion. */
    static void responseInExtensions(Answer answer) {
        answer.responseSignature = answer.signature();
        answer.responseAfterSigning = genuine -> {
            Element copy = falseResponse(genuine, answer);
            genuine.getOwnerDocument().replaceChild(copy, genuine);
            extensions(copy).appendChild(genuine);
        };
    }

    static void responseInObject(Answer answer) {
        answer.responseSignature = answer.signature();
        answer.responseAfterSigning = genuine -> {
            Element copy = falseResponse(genuine, answer);
            genuine.getOwnerDocument().replaceChild(copy, genuine);
            Element signature = Xml.children(genuine, Saml.DSIG, "Signature").get(0);
            genuine.removeChild(signature);
            afterIssuer(copy, signature);
            Xml.add(signature, Saml.DSIG, "ds:Object").appendChild(genuine);
        };
    }

    private static Element falseResponse(Element genuine, Answer answer) {
        Element copy = (Element) genuine.cloneNode(true);
        copy.removeChild(Xml.children(copy, Saml.DSIG, "Signature").get(0));
        copy.setAttribute("ID", TestKeys.randomId());
        copy.removeChild(Xml.find(copy, Saml.ASSERTION, "EncryptedAssertion"));
        Encryption.STANDARD.encryptedAssertion(copy, Xml.text(falseAssertion(answer)), answer.encryptionKey);
        return copy;
    }

    private static Element extensions(Element response) {
        Element extensions = response.getOwnerDocument().createElementNS(Saml.PROTOCOL, "samlp:Extensions");
        response.insertBefore(extensions, Xml.child(response, Saml.PROTOCOL, "Status"));
        return extensions;
    }

    private static Element falseAssertion(Answer answer) {
        Document document = answer.assertion();
        return falseCopy(document.getDocumentElement());
    }

    private static Node imported(Element response, Answer answer) {
        return response.getOwnerDocument().importNode(falseAssertion(answer), true);
    }
}
