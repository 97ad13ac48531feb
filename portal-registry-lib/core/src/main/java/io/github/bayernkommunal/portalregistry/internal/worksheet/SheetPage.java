package io.github.bayernkommunal.portalregistry.internal.worksheet;

import io.github.bayernkommunal.portalregistry.Change;
import io.github.bayernkommunal.portalregistry.OnlineService;
import io.github.bayernkommunal.portalregistry.RegistrationPlan;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A sheet as a page for reading and as a table for tools; in German, because editors of the portal read it. */
final class SheetPage {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d. MMMM yyyy, HH:mm 'Uhr'", Locale.GERMAN)
            .withZone(ZoneId.of("Europe/Berlin"));

    /** Without it spreadsheets take UTF-8 for the encoding of the platform, and break the umlauts. */
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private SheetPage() {}

    static String html(RegistrationPlan plan, Instant now) {
        StringBuilder page = new StringBuilder();
        page.append("<!DOCTYPE html>\n<html lang=\"de\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .append(
                        "<title>Arbeitsblatt Online-Dienste</title>\n<style>body{font-family:sans-serif;max-width:60rem;margin:1rem auto;")
                .append(
                        "padding:0 1rem;line-height:1.5}table{border-collapse:collapse;width:100%}th,td{border:1px solid #767676;")
                .append(
                        "padding:.4rem;text-align:left;vertical-align:top;overflow-wrap:anywhere}</style>\n</head>\n<body>\n<main>\n")
                .append("<h1>Arbeitsblatt: Online-Dienste im BayernPortal</h1>\n<p>Stand: ")
                .append(DAY.format(now))
                .append(". Neu: ")
                .append(plan.adds())
                .append(", zu ändern: ")
                .append(plan.updates())
                .append(", zu löschen: ")
                .append(plan.removes())
                .append(".</p>\n");
        for (Change change : plan.changes()) {
            section(page, change);
        }
        if (plan.changes().isEmpty()) {
            page.append("<p>Es ist nichts zu tun.</p>\n");
        }
        return page.append("</main>\n</body>\n</html>\n").toString();
    }

    private static void section(StringBuilder page, Change change) {
        OnlineService shown = change.after().or(change::before).orElseThrow();
        page.append("<section>\n<h2>")
                .append(verb(change))
                .append(": ")
                .append(escape(shown.title()))
                .append("</h2>\n<table>\n<caption>Kennung ")
                .append(escape(change.serviceId()))
                .append(
                        "</caption>\n<thead><tr><th scope=\"col\">Feld</th><th scope=\"col\">Bisher</th><th scope=\"col\">Neu</th></tr></thead>\n<tbody>\n");
        for (String[] row : rows(change)) {
            page.append("<tr><th scope=\"row\">")
                    .append(escape(row[0]))
                    .append("</th><td>")
                    .append(escape(row[1]))
                    .append("</td><td>")
                    .append(escape(row[2]))
                    .append("</td></tr>\n");
        }
        page.append("</tbody>\n</table>\n</section>\n");
    }

    static String csv(RegistrationPlan plan) {
        StringBuilder table = new StringBuilder(BYTE_ORDER_MARK + "Aktion;Kennung;Feld;Bisher;Neu\r\n");
        for (Change change : plan.changes()) {
            for (String[] row : rows(change)) {
                table.append(String.join(
                                ";",
                                cell(verb(change)),
                                cell(change.serviceId()),
                                cell(row[0]),
                                cell(row[1]),
                                cell(row[2])))
                        .append("\r\n");
            }
        }
        return table.toString();
    }

    private static List<String[]> rows(Change change) {
        List<String[]> rows = new ArrayList<>();
        if (change.kind() == Change.Kind.CHANGE) {
            change.differences()
                    .forEach(difference -> rows.add(new String[] {
                        label(difference.field()),
                        value(difference.field(), difference.before()),
                        value(difference.field(), difference.after())
                    }));
            return rows;
        }
        boolean added = change.kind() == Change.Kind.ADD;
        OnlineService service = change.after().or(change::before).orElseThrow();
        List<String[]> values = new ArrayList<>();
        values.add(new String[] {"Leistungsschlüssel", service.leistungen().toString()});
        values.add(new String[] {"Gebiete", service.areas().toString()});
        service.titles().forEach((language, text) -> values.add(new String[] {"Titel (" + language + ")", text}));
        service.descriptions()
                .forEach((language, text) -> values.add(new String[] {"Beschreibung (" + language + ")", text}));
        values.add(new String[] {"Adresse", service.address().toString()});
        service.trustLevel().ifPresent(level -> values.add(new String[] {"Vertrauensniveau", level.code()}));
        values.add(new String[] {"Bezahlung", yesOrNo(service.payment())});
        values.forEach(value -> rows.add(new String[] {value[0], added ? "" : value[1], added ? value[1] : ""}));
        return rows;
    }

    private static String value(String field, String text) {
        return field.equals("payment") ? yesOrNo(Boolean.parseBoolean(text)) : text;
    }

    private static String yesOrNo(boolean value) {
        return value ? "ja" : "nein";
    }

    private static String verb(Change change) {
        return switch (change.kind()) {
            case ADD -> "Neu anlegen";
            case CHANGE -> "Ändern";
            case REMOVE -> "Löschen";
        };
    }

    private static String label(String field) {
        return field.replace("leistungen", "Leistungsschlüssel")
                .replace("areas", "Gebiete")
                .replace("title", "Titel")
                .replace("description", "Beschreibung")
                .replace("address", "Adresse")
                .replace("trust level", "Vertrauensniveau")
                .replace("payment", "Bezahlung");
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** A leading =, +, - or @ would make a spreadsheet compute the cell, also behind blanks and in their wide forms. */
    private static String cell(String text) {
        String safe = text.matches("(?s)[\\s\\p{Z}]*[=+\\-@\uFF1D\uFF0B\uFF0D\uFF20].*") ? "'" + text : text;
        return '"' + safe.replace("\"", "\"\"") + '"';
    }
}
