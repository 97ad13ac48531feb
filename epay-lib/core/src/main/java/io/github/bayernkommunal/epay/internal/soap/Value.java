package io.github.bayernkommunal.epay.internal.soap;

import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/** A parameter or member of a call: name, xsi:type if any, and text or members in the order in which the service wants them. */
public final class Value {

    private final String name;
    private final @Nullable String type;
    private final @Nullable String text;
    private final List<Value> members = new ArrayList<>();
    private final boolean array;

    private Value(String name, @Nullable String type, @Nullable String text, boolean array) {
        this.name = name;
        this.type = type;
        this.text = text;
        this.array = array;
    }

    /** A text with its type. */
    public static Value string(String name, String text) {
        return new Value(name, "xsd:string", text, false);
    }

    /** A simple value of the given type. */
    public static Value of(String name, String type, String text) {
        return new Value(name, type, text, false);
    }

    /** Nothing, which a service that counts its parameters still wants to see. */
    public static Value nil(String name, String type) {
        return new Value(name, type, null, false);
    }

    /** Members, to be added. */
    public static Value struct(String name, String type) {
        return new Value(name, type, "", false);
    }

    /** Members of one type, as {@code soapenc:Array}. */
    public static Value array(String name, String memberType) {
        return new Value(name, memberType, "", true);
    }

    /** Adds a member. */
    public Value with(Value member) {
        members.add(member);
        return this;
    }

    /** A text, or members to be added, without a type, as document/literal wants it. */
    public static Value literal(String name, String text) {
        return new Value(name, null, text, false);
    }

    /** Adds a text that may be absent. */
    public Value with(String member, @Nullable String value) {
        return value == null ? this : with(string(member, value));
    }

    void write(XMLStreamWriter out) throws XMLStreamException {
        out.writeStartElement(name);
        if (array) {
            out.writeAttribute("xsi", Soap.XSI, "type", "soapenc:Array");
            out.writeAttribute("soapenc", Soap.ENCODING, "arrayType", type + "[" + members.size() + "]");
        } else if (type != null) {
            out.writeAttribute("xsi", Soap.XSI, "type", type);
        }
        if (text == null) {
            out.writeAttribute("xsi", Soap.XSI, "nil", "true");
        } else if (!text.isEmpty()) {
            out.writeCharacters(text);
        }
        for (Value member : members) {
            member.write(out);
        }
        out.writeEndElement();
    }
}
