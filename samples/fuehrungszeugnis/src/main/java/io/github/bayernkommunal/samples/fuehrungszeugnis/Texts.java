package io.github.bayernkommunal.samples.fuehrungszeugnis;

import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.ResourceBundle;

/** Every sentence a citizen can read, in German and English. */
@SuppressWarnings("ImmutableEnumChecker") // the map is made once and never handed out modifiable
enum Texts {
    GERMAN(Locale.GERMAN),
    ENGLISH(Locale.ENGLISH);

    private final Locale locale;
    private final Map<String, String> sentences;

    Texts(Locale locale) {
        this.locale = locale;
        ResourceBundle bundle = ResourceBundle.getBundle(
                Texts.class.getPackageName() + ".texts",
                locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        Map<String, String> all = new HashMap<>();
        bundle.keySet().forEach(key -> all.put(key, bundle.getString(key)));
        this.sentences = Collections.unmodifiableMap(all);
    }

    static Texts of(String language) {
        return language.equals("en") ? ENGLISH : GERMAN;
    }

    String language() {
        return locale.getLanguage();
    }

    Locale locale() {
        return locale;
    }

    Map<String, String> sentences() {
        return sentences;
    }

    String get(String key) {
        String sentence = sentences.get(key);
        if (sentence == null) {
            throw new MissingResourceException("No sentence for " + key, Texts.class.getName(), key);
        }
        return sentence;
    }
}
