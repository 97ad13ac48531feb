package io.github.bayernkommunal.bayernid;

import static io.github.bayernkommunal.bayernid.Answer.replaced;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Faults of the message itself, before anything in it means something. */
final class MessageCases {

    private MessageCases() {}

    static Stream<Case> all() {
        return Stream.of(base64(), encodings(), documentTypes(), malformed(), limits(), foreignMatter())
                .flatMap(each -> each);
    }

    private static Stream<Case> base64() {
        Map<String, UnaryOperator<String>> forms = new TreeMap<>();
        forms.put("one character dropped", text -> text.substring(1));
        forms.put("last character dropped", text -> text.substring(0, text.length() - 1));
        forms.put("padding doubled", text -> text + "==");
        forms.put("padding in the middle", text -> text.substring(0, 40) + "==" + text.substring(40));
        forms.put("blank inside", text -> text.substring(0, 8) + " " + text.substring(8));
        forms.put("plus became blank", text -> replaced(text, text.contains("+") ? "+" : "P", " "));
        forms.put("tab inside", text -> text.substring(0, 8) + "\t" + text.substring(8));
        forms.put("junk in front", text -> "%" + text);
        forms.put("junk behind", text -> text + "\u0000");
        forms.put("umlaut inside", text -> text.substring(0, 8) + "ä" + text.substring(9));
        forms.put("wide digit inside", text -> text.substring(0, 8) + "\uff11" + text.substring(9));
        forms.put("URL-safe alphabet", text -> "-_-_" + text);
        forms.put("percent-encoded", text -> replaced(text + "=", "=", "%3D"));
        forms.put("two messages with padding between", text -> "YQ==" + text);
        forms.put("spare bits set", text -> text.substring(0, text.length() - text.length() % 4) + "YR==");
        forms.put("not encoded at all", text -> "<samlp:Response/>");
        forms.put("data address", text -> "data:text/xml;base64," + text);
        return forms.entrySet().stream()
                .map(form -> Case.of(Check.BASE64, form.getKey(), answer -> answer.tamperingForm(form.getValue())));
    }

    private static Stream<Case> encodings() {
        Stream<Case> other = Stream.of("UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "ISO-8859-1", "windows-1252")
                .map(charset -> Case.of(
                        Check.ENCODING,
                        "written in " + charset,
                        answer -> answer.assertion("ERIKA", "ERIKÄ")
                                .response(">" + Answer.ISSUER + "<", ">" + Answer.ISSUER + "ä<")
                                .tamperingBytes(text -> text.getBytes(Charset.forName(charset)))));
        Stream<Case> declared = Stream.of(
                        "<?xml version=\"1.0\" encoding=\"UTF-16\"?>",
                        "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>",
                        "<?xml version=\"1.0\" encoding=\"US-ASCII\"?>",
                        "<?xml version=\"1.0\" encoding=\"UTF-7\"?>",
                        "<?xml version=\"1.0\" encoding=\"\"?>",
                        "<?xml version=\"1.1\" encoding=\"UTF-8\"?>",
                        "<?xml version=\"2.0\"?>",
                        "<?xml encoding=\"UTF-8\"?>",
                        "<?xml version=1.0?>")
                .map(declaration -> Case.of(
                        Check.ENCODING,
                        "declares " + declaration,
                        answer -> answer.tamperingText(text -> declaration + text)));
        Map<String, byte[]> bytes = new TreeMap<>();
        bytes.put("overlong slash", new byte[] {(byte) 0xc0, (byte) 0xaf});
        bytes.put("overlong less-than", new byte[] {(byte) 0xc0, (byte) 0xbc});
        bytes.put("surrogate in UTF-8", new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80});
        bytes.put("beyond Unicode", new byte[] {(byte) 0xf5, (byte) 0x80, (byte) 0x80, (byte) 0x80});
        bytes.put("lone continuation", new byte[] {(byte) 0x80});
        bytes.put("cut sequence", new byte[] {(byte) 0xe2, (byte) 0x82});
        Stream<Case> malformed = bytes.entrySet().stream()
                .map(each -> Case.of(
                        Check.ENCODING,
                        "has " + each.getKey(),
                        answer -> answer.tamperingBytes(text -> insert(text, each.getValue()))));
        return Stream.of(other, declared, malformed).flatMap(each -> each);
    }

    private static byte[] insert(String text, byte[] bytes) {
        byte[] before = text.substring(0, 20).getBytes(StandardCharsets.UTF_8);
        byte[] after = text.substring(20).getBytes(StandardCharsets.UTF_8);
        byte[] all = new byte[before.length + bytes.length + after.length];
        System.arraycopy(before, 0, all, 0, before.length);
        System.arraycopy(bytes, 0, all, before.length, bytes.length);
        System.arraycopy(after, 0, all, before.length + bytes.length, after.length);
        return all;
    }

    private static Stream<Case> documentTypes() {
        return Stream.of(
                        "<!DOCTYPE samlp:Response>",
                        "<!DOCTYPE samlp:Response SYSTEM \"http://127.0.0.1:1/a.dtd\">",
                        "<!DOCTYPE samlp:Response PUBLIC \"-//x//y\" \"http://127.0.0.1:1/a.dtd\">",
                        "<!DOCTYPE samlp:Response [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>",
                        "<!DOCTYPE samlp:Response [<!ENTITY % a SYSTEM \"http://127.0.0.1:1/a\"> %a;]>",
                        "<!DOCTYPE samlp:Response [<!ENTITY a 'x'><!ENTITY b '&a;&a;'><!ENTITY c '&b;&b;'>]>",
                        "<!DOCTYPE samlp:Response [<!ATTLIST samlp:Response ID ID #IMPLIED>]>",
                        "<!DOCTYPE samlp:Response [<!ATTLIST samlp:Response x CDATA 'y'>]>",
                        "<!DOCTYPE samlp:Response [<!NOTATION a SYSTEM 'b'>]>",
                        "\n<!-- a --><!DOCTYPE samlp:Response []>")
                .map(type -> Case.of(
                        Check.DOCTYPE,
                        "begins with " + type.strip(),
                        answer -> answer.tamperingText(text -> type + text)));
    }

    private static Stream<Case> malformed() {
        Map<String, UnaryOperator<String>> forms = new TreeMap<>();
        forms.put("cut in the middle", text -> text.substring(0, text.length() / 2));
        forms.put("end tag missing", text -> replaced(text, "</samlp:Response>", ""));
        forms.put("two roots", text -> text + "<a/>");
        forms.put("text behind the root", text -> text + "a");
        forms.put("text before the root", text -> "a" + text);
        forms.put("unknown entity", text -> replaced(text, "<saml:Issuer>", "<saml:Issuer>&unknown;"));
        forms.put("bare ampersand", text -> replaced(text, "<saml:Issuer>", "<saml:Issuer>& "));
        forms.put("NUL", text -> replaced(text, "<saml:Issuer>", "<saml:Issuer>\u0000"));
        forms.put("NUL as reference", text -> replaced(text, "<saml:Issuer>", "<saml:Issuer>&#0;"));
        forms.put("control character", text -> replaced(text, "<saml:Issuer>", "<saml:Issuer>\u0001"));
        forms.put("surrogate as reference", text -> replaced(text, "<saml:Issuer>", "<saml:Issuer>&#xD800;"));
        forms.put("non-character", text -> replaced(text, "<saml:Issuer>", "<saml:Issuer>\uffff"));
        forms.put("attribute twice", text -> replaced(text, " Version=\"2.0\"", " Version=\"2.0\" Version=\"2.0\""));
        forms.put("attribute without quotes", text -> replaced(text, " Version=\"2.0\"", " Version=2.0"));
        forms.put("prefix unbound", text -> replaced(text, "</samlp:Response>", "<a:b/></samlp:Response>"));
        forms.put(
                "attribute twice by namespace",
                text -> replaced(
                        text,
                        " Version=\"2.0\"",
                        " Version=\"2.0\" xmlns:a=\"urn:x\" xmlns:b=\"urn:x\" a:c=\"1\" b:c=\"2\""));
        forms.put(
                "prefix xml bound to another namespace",
                text -> replaced(text, " Version=\"2.0\"", " Version=\"2.0\" xmlns:xml=\"urn:x\""));
        forms.put(
                "prefix xmlns declared",
                text -> replaced(text, " Version=\"2.0\"", " Version=\"2.0\" xmlns:xmlns=\"urn:x\""));
        forms.put("prefix undeclared", text -> replaced(text, "<samlp:Status>", "<samlp:Status xmlns:saml=\"\">"));
        forms.put("declaration not at the start", text -> " <?xml version=\"1.0\"?>" + text);
        forms.put("less-than in an attribute", text -> replaced(text, " Version=\"2.0\"", " Version=\"<2.0\""));
        forms.put("comment with two hyphens", text -> replaced(text, "<samlp:Status>", "<!-- -- --><samlp:Status>"));
        for (String name : new String[] {":a", "a:", "samlp:a:b", ":", "xmlns:a", "xml:"}) {
            forms.put("element named " + name, text -> extension(text, "<" + name + " xmlns='urn:x'/>"));
            if (!name.equals("xmlns:a")) {
                forms.put("attribute named " + name, text -> extension(text, "<a " + name + "='x'/>"));
            }
        }
        forms.put("CDATA end in text", text -> replaced(text, "<saml:Issuer>", "<saml:Issuer>]]>"));
        return forms.entrySet().stream()
                .map(form -> Case.of(Check.XML, form.getKey(), answer -> answer.tamperingText(form.getValue())));
    }

    private static Stream<Case> limits() {
        return Stream.of(
                Case.of(
                        Check.SIZE,
                        "one byte more than allowed",
                        answer -> answer.tamperingBytes(text -> {
                            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                            byte[] padded = java.util.Arrays.copyOf(bytes, 256 * 1024 + 1);
                            java.util.Arrays.fill(padded, bytes.length, padded.length, (byte) '\n');
                            return padded;
                        })),
                Case.of(
                        Check.SIZE,
                        "ten million characters",
                        answer -> answer.tamperingForm(text -> "A".repeat(10_000_000))),
                Case.of(
                        Check.XML_LIMITS,
                        "65 levels deep",
                        answer -> answer.tamperingText(text -> extension(text, "<a>".repeat(63) + "</a>".repeat(63)))),
                Case.of(
                        Check.XML_LIMITS,
                        "thousand levels deep",
                        answer -> answer.tamperingText(
                                text -> extension(text, "<a>".repeat(1000) + "</a>".repeat(1000)))),
                Case.of(
                        Check.XML_LIMITS,
                        "twenty thousand elements",
                        answer -> answer.tamperingText(text -> extension(text, "<a/>".repeat(20_000)))),
                Case.of(
                        Check.XML_LIMITS,
                        "65 attributes",
                        answer -> answer.tamperingText(text -> extension(text, "<a " + attributes(65) + "/>"))),
                Case.of(
                        Check.XML_LIMITS,
                        "65 namespaces on one element",
                        answer -> answer.tamperingText(text -> extension(text, "<a " + namespaces(65) + "/>"))),
                Case.of(
                        Check.XML_LIMITS,
                        "65 namespaces that hold at one place, declared by four elements",
                        answer -> answer.tamperingText(text -> extension(
                                text,
                                "<a " + namespaces(21) + "><a " + namespaces(21) + "><a " + namespaces(20)
                                        + "/></a></a>"))));
    }

    /** Declarations of the same few prefixes count each time; three more stand on the response. */
    static String namespaces(int count) {
        return attributes(count).replace("a", "xmlns:a").replace("\"\"", "\"urn:x\"");
    }

    private static String attributes(int count) {
        return String.join(
                " ", IntStream.range(0, count).mapToObj(i -> "a" + i + "=\"\"").toList());
    }

    static String extension(String text, String content) {
        return replaced(text, "<samlp:Status>", "<samlp:Extensions>" + content + "</samlp:Extensions><samlp:Status>");
    }

    private static Stream<Case> foreignMatter() {
        Stream<Case> instructions = Stream.of("<?php evil?>", "<?xml-stylesheet href=\"http://127.0.0.1:1/a.xsl\"?>")
                .flatMap(instruction -> Stream.of(
                        Case.of(
                                Check.STRUCTURE,
                                "instruction in the issuer: " + instruction,
                                answer -> answer.tamperingText(
                                        text -> replaced(text, "<saml:Issuer>", "<saml:Issuer>" + instruction))),
                        Case.of(
                                Check.STRUCTURE,
                                "instruction before the root: " + instruction,
                                answer -> answer.tamperingText(text -> instruction + text)),
                        Case.of(
                                Check.STRUCTURE,
                                "instruction behind the root: " + instruction,
                                answer -> answer.tamperingText(text -> text + instruction))));
        Stream<Case> namespaces = Stream.of("relative", "../up", "#fragment", "?query", "//host/path", " urn:blank")
                .map(name -> Case.of(
                        Check.STRUCTURE,
                        "relative namespace name '" + name + "'",
                        answer -> answer.tamperingText(text -> extension(text, "<a xmlns=\"" + name + "\"/>"))));
        return Stream.concat(instructions, namespaces);
    }
}
