package io.github.bayernkommunal.bayernid.testkit;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Turns an {@link Answer} into a SAML response. */
final class AnswerWriter {

    private final Answer answer;

    AnswerWriter(Answer answer) {
        this.answer = answer;
    }

    String write() {
        Document document = Xml.document();
        Element response = envelope(document);
        if (answer.hasAssertion) {
            Document assertion = assertion();
            if (answer.encryption == null) {
                response.appendChild(document.importNode(assertion.getDocumentElement(), true));
            } else {
                String plaintext = answer.plaintext.apply(Xml.text(assertion));
                answer.encryption.encryptedAssertion(response, plaintext, answer.encryptionKey);
            }
        }
        answer.responseBeforeSigning.accept(response);
        if (answer.responseSignature != null) {
            Signatures.sign(response, answer.responseSignature);
        }
        answer.responseAfterSigning.accept(response);
        String text = answer.text.apply(Xml.text(document));
        return answer.encoded.apply(Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** The assertion, signed if it is to be signed. */
    Document assertion() {
        Document document = Xml.document();
        Element assertion = Xml.add(document, Saml.ASSERTION, "saml:Assertion");
        Xml.declare(assertion, "xsd", Saml.XSD);
        assertion.setAttribute("ID", answer.assertionId);
        attribute(assertion, "Version", answer.assertionVersion);
        attribute(assertion, "IssueInstant", answer.assertionInstant);
        element(assertion, Saml.ASSERTION, "saml:Issuer", answer.issuer);
        subject(assertion);
        conditions(assertion);
        authentication(assertion);
        attributes(assertion);
        answer.beforeSigning.accept(assertion);
        if (answer.assertionSignature != null) {
            Signatures.sign(assertion, answer.assertionSignature);
        }
        answer.afterSigning.accept(assertion);
        return document;
    }

    private Element envelope(Document document) {
        Element response = Xml.add(document, Saml.PROTOCOL, "samlp:Response");
        Xml.declare(response, "saml", Saml.ASSERTION);
        response.setAttribute("ID", answer.responseId);
        attribute(response, "Version", answer.version);
        attribute(response, "IssueInstant", answer.issueInstant);
        attribute(response, "InResponseTo", answer.inResponseTo);
        attribute(response, "Destination", answer.destination);
        element(response, Saml.ASSERTION, "saml:Issuer", answer.responseIssuer);
        Element status = Xml.add(response, Saml.PROTOCOL, "samlp:Status");
        Element code = Xml.add(status, Saml.PROTOCOL, "samlp:StatusCode");
        code.setAttribute("Value", answer.status);
        if (answer.secondStatus != null) {
            Xml.add(code, Saml.PROTOCOL, "samlp:StatusCode").setAttribute("Value", answer.secondStatus);
        }
        element(status, Saml.PROTOCOL, "samlp:StatusMessage", answer.statusMessage);
        if (answer.statusDetail != null) {
            Element detail = Xml.add(status, Saml.PROTOCOL, "samlp:StatusDetail");
            Xml.add(detail, Saml.AKDB, "akdb:StatusDetail", answer.statusDetail);
        }
        return response;
    }

    private void subject(Element assertion) {
        Element subject = Xml.add(assertion, Saml.ASSERTION, "saml:Subject");
        if (answer.nameId != null && answer.encryption != null && answer.encryptsNameId) {
            Element alone = nameId(Xml.document(), answer.nameId);
            Element encrypted = Xml.add(subject, Saml.ASSERTION, "saml:EncryptedID");
            answer.encryption.encrypt(encrypted, Xml.text(alone), answer.encryptionKey);
        } else if (answer.nameId != null) {
            nameId(subject, answer.nameId);
        }
        Element confirmation = Xml.add(subject, Saml.ASSERTION, "saml:SubjectConfirmation");
        confirmation.setAttribute("Method", answer.confirmationMethod);
        Element data = Xml.add(confirmation, Saml.ASSERTION, "saml:SubjectConfirmationData");
        attribute(data, "InResponseTo", answer.confirmedRequest);
        attribute(data, "NotBefore", answer.confirmedFrom);
        attribute(data, "NotOnOrAfter", answer.confirmedUntil);
        attribute(data, "Recipient", answer.recipient);
        attribute(data, "Address", "127.0.0.1");
    }

    private Element nameId(Node parent, String text) {
        Element nameId = Xml.add(parent, Saml.ASSERTION, "saml:NameID", text);
        nameId.setAttribute("Format", answer.nameIdFormat);
        attribute(nameId, "NameQualifier", answer.issuer);
        attribute(nameId, "SPNameQualifier", answer.audience);
        return nameId;
    }

    private void conditions(Element assertion) {
        Element conditions = Xml.add(assertion, Saml.ASSERTION, "saml:Conditions");
        attribute(conditions, "NotBefore", answer.notBefore);
        attribute(conditions, "NotOnOrAfter", answer.notOnOrAfter);
        if (answer.audience != null) {
            Element restriction = Xml.add(conditions, Saml.ASSERTION, "saml:AudienceRestriction");
            Xml.add(restriction, Saml.ASSERTION, "saml:Audience", answer.audience);
        }
    }

    private void authentication(Element assertion) {
        Element statement = Xml.add(assertion, Saml.ASSERTION, "saml:AuthnStatement");
        attribute(statement, "AuthnInstant", answer.authnInstant);
        statement.setAttribute("SessionIndex", TestKeys.randomId());
        attribute(statement, "SessionNotOnOrAfter", answer.sessionUntil);
        Element context = Xml.add(statement, Saml.ASSERTION, "saml:AuthnContext");
        element(context, Saml.ASSERTION, "saml:AuthnContextClassRef", answer.classRef);
    }

    private void attributes(Element assertion) {
        if (answer.values.isEmpty()) {
            return;
        }
        Element statement = Xml.add(assertion, Saml.ASSERTION, "saml:AttributeStatement");
        for (Answer.Value value : answer.values) {
            Element attribute = Xml.add(statement, Saml.ASSERTION, "saml:Attribute");
            if (value.trustLevel() != null) {
                Xml.declare(attribute, "akdb", Saml.AKDB);
                attribute.setAttributeNS(Saml.AKDB, "akdb:TrustLevel", value.trustLevel());
            }
            attribute(attribute, "FriendlyName", value.friendlyName());
            attribute.setAttribute("Name", value.name());
            attribute.setAttribute("NameFormat", answer.nameFormat);
            for (String text : value.texts()) {
                Element content = Xml.add(attribute, Saml.ASSERTION, "saml:AttributeValue", text);
                Xml.declare(content, "xsi", Saml.XSI);
                content.setAttributeNS(Saml.XSI, "xsi:type", "xsd:string");
            }
        }
        for (Answer.Structure structure : answer.structures) {
            structure(statement, structure);
        }
    }

    private void structure(Element statement, Answer.Structure structure) {
        Element attribute = Xml.add(statement, Saml.ASSERTION, "saml:Attribute");
        attribute.setAttribute("Name", structure.name());
        attribute.setAttribute("NameFormat", answer.nameFormat);
        Element content = Xml.add(attribute, Saml.ASSERTION, "saml:AttributeValue");
        Xml.declare(content, "xsi", Saml.XSI);
        Xml.declare(content, "ekona", Saml.EKONA);
        content.setAttributeNS(Saml.XSI, "xsi:type", "ekona:" + structure.type());
        structure.parts().forEach((name, text) -> Xml.add(content, Saml.EKONA, "ekona:" + name, text));
    }

    private static void attribute(Element element, String name, @Nullable String value) {
        if (value != null) {
            element.setAttribute(name, value);
        }
    }

    private static void element(Element parent, String namespace, String name, @Nullable String text) {
        if (text != null) {
            Xml.add(parent, namespace, name, text);
        }
    }
}
