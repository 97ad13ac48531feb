package io.github.bayernkommunal.portalregistry;

import java.text.Collator;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A guide to offices (Behördenwegweiser) for a website: by first letter, by kind, and by words. Immutable.
 *
 * @source our choice
 */
public final class AuthorityGuide {

    /** Under which names stand that begin with no letter. */
    public static final String OTHERS = "#";

    private final List<Authority> offices;

    private AuthorityGuide(List<Authority> offices) {
        this.offices = offices;
    }

    /**
     * A guide to these offices.
     *
     * @param offices for example from {@link PortalResources#authorities(boolean)}; offices that occur twice are shown once
     * @return the guide
     */
    public static AuthorityGuide of(Collection<Authority> offices) {
        Collator german = Collator.getInstance(Locale.GERMAN);
        // Some answers name offices without an id; their names have to tell them apart.
        Map<String, Authority> byId = offices.stream()
                .collect(Collectors.toMap(
                        office -> office.id().isEmpty() ? "name " + office.name() : office.id(),
                        office -> office,
                        (one, other) -> one));
        return new AuthorityGuide(byId.values().stream()
                .sorted(Comparator.comparing(Authority::name, german::compare).thenComparing(Authority::id))
                .toList());
    }

    /**
     * Every office.
     *
     * @return the offices, ordered by name as a German dictionary does
     */
    public List<Authority> all() {
        return offices;
    }

    /**
     * The offices by the first letter of their name; Ä stands under A.
     *
     * @return letters in order, {@value #OTHERS} first, each with at least one office
     */
    public SortedMap<String, List<Authority>> byLetter() {
        return offices.stream()
                .collect(Collectors.groupingBy(office -> letter(office.name()), TreeMap::new, Collectors.toList()));
    }

    /**
     * The offices by kind in the portal's words.
     *
     * @return kinds in order, each with at least one office; offices without a kind under an empty text
     */
    public SortedMap<String, List<Authority>> byKind() {
        return offices.stream().collect(Collectors.groupingBy(Authority::kind, TreeMap::new, Collectors.toList()));
    }

    /**
     * The offices whose name, kind or town contains every word.
     *
     * @param words words separated by spaces; upper and lower case make no difference
     * @return the offices, ordered by name
     */
    public List<Authority> find(String words) {
        List<String> wanted =
                Arrays.asList(words.strip().toLowerCase(Locale.GERMAN).split("\\s+", -1));
        return offices.stream()
                .filter(office -> wanted.stream().allMatch(text(office)::contains))
                .toList();
    }

    private static String text(Authority office) {
        String towns = office.addresses().stream().map(Authority.Address::town).collect(Collectors.joining(" "));
        return (office.name() + " " + office.kind() + " " + towns).toLowerCase(Locale.GERMAN);
    }

    private static String letter(String name) {
        String plain = Normalizer.normalize(name.strip(), Normalizer.Form.NFD).toUpperCase(Locale.GERMAN);
        return plain.matches("[A-Z].*") ? plain.substring(0, 1) : OTHERS;
    }
}
