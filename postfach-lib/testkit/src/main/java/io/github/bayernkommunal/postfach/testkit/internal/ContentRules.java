package io.github.bayernkommunal.postfach.testkit.internal;

import io.github.bayernkommunal.postfach.testkit.Environment;
import io.github.bayernkommunal.postfach.testkit.ReceivedMessage.Attachment;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What may stand in a message whose form is right: chapter 12.1.4 for the texts, 12.1.2 and table 9005 for the files. */
final class ContentRules {

    private static final List<String> CHECKED = List.of(
            "NachrichtenKopf/Absender/Mandant",
            "NachrichtenKopf/Absender/Hyperlink",
            "NachrichtenInhalt/Betreff",
            "NachrichtenInhalt/FreiText/Text");

    // "a < b" is text; "<" before a letter, "/", "!" or "?" begins markup for every browser.
    private static final Pattern MARKUP = Pattern.compile("<(?=[A-Za-z/!?])");
    private static final Pattern TAG = Pattern.compile("<(/?)([A-Za-z][A-Za-z0-9]*)((?:\\s[^<>]*)?/?)>");
    private static final Pattern LINK =
            Pattern.compile("\\s+href\\s*=\\s*(?:\"https://[^\"<>]*\"|'https://[^'<>]*')\\s*");
    private static final Pattern FORBIDDEN_IN_NAMES = Pattern.compile("[\\\\/:*?\"<>|]");

    private final Environment environment;

    ContentRules(Environment environment) {
        this.environment = environment;
    }

    /** Refuses with 31 and the names of all offending elements. */
    void checkTexts(Map<String, String> elements) throws Refusal {
        if (!environment.contentChecked()) {
            return;
        }
        List<String> complaints = new ArrayList<>();
        for (String path : CHECKED) {
            String value = elements.getOrDefault(path, "");
            if (value.toLowerCase(Locale.ROOT).contains("http://")) {
                complaints.add(path + ": http:// ist nicht erlaubt");
            } else if (!isAllowedHtml(value)) {
                complaints.add(path + ": HTML außerhalb der erlaubten Elemente");
            }
        }
        if (!complaints.isEmpty()) {
            throw new Refusal(31, String.join("; ", complaints));
        }
    }

    /** Whether every tag in the text is on the list, without attributes except an {@code https} link. */
    boolean isAllowedHtml(String text) {
        Matcher begin = MARKUP.matcher(text);
        Matcher tag = TAG.matcher(text);
        while (begin.find()) {
            if (!tag.region(begin.start(), text.length()).lookingAt()) {
                return false;
            }
            String name = tag.group(2).toLowerCase(Locale.ROOT);
            String rest = tag.group(3).strip().equals("/") ? "" : tag.group(3);
            boolean link = name.equals("a")
                    && tag.group(1).isEmpty()
                    && LINK.matcher(rest).matches();
            if (!environment.allowedHtml().contains(name) || !(rest.isBlank() || link)) {
                return false;
            }
        }
        return true;
    }

    /** The files as the citizen gets them; refuses with 32. */
    List<Attachment> attachments(List<MessageReader.DataContainer> containers) throws Refusal {
        if (containers.size() > environment.maxAttachments()) {
            throw new Refusal(
                    32, "%d Anlagen, erlaubt sind %d".formatted(containers.size(), environment.maxAttachments()));
        }
        List<Attachment> attachments = new ArrayList<>();
        for (MessageReader.DataContainer container : containers) {
            attachments.add(attachment(container, attachments.size() + 1));
        }
        return attachments;
    }

    private Attachment attachment(MessageReader.DataContainer container, int position) throws Refusal {
        String type = container.fileType();
        List<String> extensions = Bsp.FILE_TYPES.getOrDefault(type, List.of());
        if (extensions.isEmpty() || !environment.allowedTypes().contains(type)) {
            throw new Refusal(32, "Anlage %d: Dateityp ist nicht erlaubt".formatted(position));
        }
        int size = container.content().length;
        if (size == 0 || size > environment.maxAttachmentBytes()) {
            throw new Refusal(
                    32,
                    "Anlage %d: %d Bytes, erlaubt sind 1 bis %d"
                            .formatted(position, size, environment.maxAttachmentBytes()));
        }
        String name = container.fileName();
        if (name == null) {
            name = "Anlage_%s.%s".formatted(position, extensions.get(0));
        }
        String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        if (name.lastIndexOf('.') < 0 || !extensions.contains(extension)) {
            throw new Refusal(32, "Anlage %d: Dateiendung passt nicht zu %s".formatted(position, type));
        }
        return new Attachment(FORBIDDEN_IN_NAMES.matcher(name).replaceAll("_"), type, container.content());
    }
}
