package io.github.bayernkommunal.bayernid.testkit;

import java.util.function.Consumer;
import org.w3c.dom.Element;

/** Attacks that the identity provider itself would have signed: wrong content under a right signature. */
final class AssertionAttacks {

    private AssertionAttacks() {}

    static void secondAudience(Element assertion) {
        Element conditions = Xml.find(assertion, Saml.ASSERTION, "Conditions");
        Element restriction = Xml.add(conditions, Saml.ASSERTION, "saml:AudienceRestriction");
        Xml.add(restriction, Saml.ASSERTION, "saml:Audience", "https://attacker.example/sp");
    }

    static void unknownCondition(Element assertion) {
        Element conditions = Xml.find(assertion, Saml.ASSERTION, "Conditions");
        Element condition = Xml.add(conditions, Saml.ASSERTION, "saml:Condition");
        Xml.declare(condition, "xsi", Saml.XSI);
        Xml.declare(condition, "evil", "urn:example:evil");
        condition.setAttributeNS(Saml.XSI, "xsi:type", "evil:Unknown");
    }

    static Consumer<Element> doubled(String name) {
        return assertion -> {
            Element one = Xml.find(assertion, Saml.ASSERTION, name);
            one.getParentNode().insertBefore(one.cloneNode(true), one);
        };
    }

    static void attributeTwice(Element assertion) {
        Element attribute = firstAttribute(assertion);
        Element second = (Element) attribute.cloneNode(true);
        Xml.find(second, Saml.ASSERTION, "AttributeValue").setTextContent("Mallory");
        attribute.getParentNode().insertBefore(second, attribute);
    }

    static void twoValues(Element assertion) {
        Element value = Xml.find(firstAttribute(assertion), Saml.ASSERTION, "AttributeValue");
        Element second = (Element) value.cloneNode(true);
        second.setTextContent("Mallory");
        value.getParentNode().insertBefore(second, value);
    }

    static void markup(Element assertion) {
        Element value = Xml.find(firstAttribute(assertion), Saml.ASSERTION, "AttributeValue");
        Xml.add(value, "urn:example:evil", "evil:b", "Mallory");
    }

    private static Element firstAttribute(Element assertion) {
        return Xml.find(assertion, Saml.ASSERTION, "Attribute");
    }
}
