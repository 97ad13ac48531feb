package io.github.bayernkommunal.postfach.testkit.internal;

import io.github.bayernkommunal.postfach.testkit.ReceiptStyle;

/**
 * The {@code BspQuittung} of native mode (chapter 15.4.1).
 *
 * @param accepted what {@code AnnahmeErfolgreich} says
 * @param code the key of table 9006
 * @param hint the text of {@code ErgaenzendeHinweise}; empty means no such element
 */
record Receipt(boolean accepted, int code, String hint) {

    static Receipt taken() {
        return new Receipt(true, 0, "");
    }

    static Receipt refused(int code, String hint) {
        return new Receipt(false, code, hint);
    }

    /** The document in one of its spellings. */
    String document(ReceiptStyle style) {
        boolean old = style == ReceiptStyle.OLD_VERSION;
        boolean plain = style == ReceiptStyle.CDATA;
        String p = plain ? "" : style == ReceiptStyle.OTHER_PREFIXES ? "ns4:" : "q:";
        String line = plain ? "\n  " : "";
        String version =
                "version=\"%s\" fassung=\"%s\"".formatted(old ? "1.1" : "1.5", old ? "2017-03-15" : "2020-03-15");
        boolean additions = style == ReceiptStyle.UNKNOWN_ADDITIONS;
        StringBuilder xml = new StringBuilder(declaration(style))
                .append("<%sBspQuittung xmlns%s=\"%s\" %s%s>"
                        .formatted(
                                p,
                                plain ? "" : ":" + p.substring(0, p.length() - 1),
                                Bsp.MESSAGE,
                                version,
                                additions ? " produkt=\"Postkorb\" stufe=\"9\"" : ""))
                .append(line)
                .append(element(p, "AnnahmeErfolgreich", bool(style)))
                .append(line);
        String table = style == ReceiptStyle.WITHOUT_TABLE ? "" : element(p, "Tabelle", "9006");
        String key = style == ReceiptStyle.NUMERIC_BOOLEAN ? " %s ".formatted(code) : Integer.toString(code);
        xml.append("<%sErgebnisStatus>%s%s</%sErgebnisStatus>".formatted(p, table, element(p, "Schluessel", key), p));
        if (!hint.isEmpty()) {
            xml.append(line).append(element(p, "ErgaenzendeHinweise", Xml.escape(hint)));
        }
        if (additions) {
            xml.append(element(p, "Vorgangsspur", "7f3a"));
        }
        return xml.append(plain ? "\n" : "")
                .append("</%sBspQuittung>".formatted(p))
                .toString();
    }

    private String bool(ReceiptStyle style) {
        if (style == ReceiptStyle.NUMERIC_BOOLEAN) {
            return accepted ? "\n 1 " : "\n 0 ";
        }
        return Boolean.toString(accepted);
    }

    private static String declaration(ReceiptStyle style) {
        String declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
        return switch (style) {
            case WITHOUT_DECLARATION -> "";
            case SPACE_BEFORE_DECLARATION -> "\n   \n" + declaration;
            case BYTE_ORDER_MARK -> "\uFEFF" + declaration;
            case OTHER_ENCODING_DECLARED -> declaration.replace("UTF-8", "iso-8859-1");
            case CDATA -> declaration.replace("UTF-8", "utf-8") + "\n";
            default -> declaration;
        };
    }

    private static String element(String prefix, String name, String text) {
        return "<%s%s>%s</%s%s>".formatted(prefix, name, text, prefix, name);
    }
}
