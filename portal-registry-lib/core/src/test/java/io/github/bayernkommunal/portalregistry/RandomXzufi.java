package io.github.bayernkommunal.portalregistry;

import io.github.bayernkommunal.portalregistry.XzufiLeistung.Einordnung;
import io.github.bayernkommunal.portalregistry.XzufiModule.Betrag;
import io.github.bayernkommunal.portalregistry.XzufiModule.Dokument;
import io.github.bayernkommunal.portalregistry.XzufiModule.DokumentModul;
import io.github.bayernkommunal.portalregistry.XzufiModule.Frist;
import io.github.bayernkommunal.portalregistry.XzufiModule.Kosten;
import io.github.bayernkommunal.portalregistry.XzufiObject.Code;
import io.github.bayernkommunal.portalregistry.XzufiObject.Herausgeber;
import io.github.bayernkommunal.portalregistry.XzufiObject.Identifikator;
import io.github.bayernkommunal.portalregistry.XzufiObject.Link;
import io.github.bayernkommunal.portalregistry.XzufiObject.Uebersetzung;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Fills every part of every record of the model, found by reflection, so that a part that is added later cannot be forgotten. The
 * few parts with rules of their own stand in {@link #value}.
 */
final class RandomXzufi {

    private static final List<Class<? extends XzufiObject>> KINDS = List.of(
            XzufiLeistung.class,
            XzufiSpezialisierung.class,
            XzufiOrganisationseinheit.class,
            XzufiOnlinedienst.class,
            XzufiZustaendigkeit.class,
            XzufiFormular.class);

    /** Parts that 2.2.0 does not have, as type and component. */
    private static final Set<String> SINCE_231 = Set.of(
            "Einordnung.statusKatalog",
            "Einordnung.statusBibliothek",
            "Einordnung.detailstufe",
            "Einordnung.bezugsortTyp",
            "Einordnung.persoenlich",
            "Einordnung.formlos",
            "Einordnung.informationsbereichSDG2",
            "Einordnung.staatengruppe",
            "Einordnung.kennzeichenEA", // codes, where 2.2.0 has true and false
            "Kategorie.klasseTyp",
            "Kategorie.piktogrammID",
            "Dokument.pflichtangabetyp",
            "Dokument.pflichtangabeGrund",
            "Dokument.ausloeser",
            "Sprachversion.maschinell",
            "Sprachversion.uebersetzung",
            "Ursprungsportal.parameter");

    private static final Set<String> ONCE_IN_220 =
            Set.of("frist", "kosten", "bearbeitungsdauer", "fachlicheFreigabe", "auskunftshinweis", "dokument");
    private static final String[] WORDS = {"Hund", "Ä & <b>Ö</b>", "\"ß\"", "ﬀ 😀", "]]>", "x'y", "0", "a  b"};

    private final Random random;
    private final boolean is231;

    RandomXzufi(Random random, XzufiVersion version) {
        this.random = random;
        this.is231 = version == XzufiVersion.V2_3_1;
    }

    XzufiObject object() {
        return record(KINDS.get(random.nextInt(KINDS.size())), 0);
    }

    /** A service with this place. */
    XzufiLeistung leistung(String place) {
        XzufiLeistung any = record(XzufiLeistung.class, 0);
        Einordnung with = rebuild(
                any.einordnung(),
                (component, value) -> component.equals("bezugsortTyp") ? Code.of("", "", place) : value);
        return rebuild(any, (component, value) -> component.equals("einordnung") ? with : value);
    }

    /** The same object without what 2.2.0 has no place for. */
    XzufiObject withoutParts231(XzufiObject object) {
        return (XzufiObject) stripped(object);
    }

    private <T> T record(Class<T> type, int depth) {
        return construct(
                type,
                Stream.of(type.getRecordComponents())
                        .map(component -> value(type, component, depth + 1))
                        .toList());
    }

    private Object value(Class<?> type, RecordComponent component, int depth) {
        String name = type.getSimpleName() + "." + component.getName();
        if (!is231 && (SINCE_231.contains(name) || component.getName().equals("zugangskanal"))) {
            return name.equals("Einordnung.kennzeichenEA")
                    ? List.of(String.valueOf(random.nextBoolean()))
                    : nothing(component.getGenericType());
        }
        return switch (name) {
            // Written in xsi:type, which needs a prefix.
            case "Struktur.typ" -> "xzufi:Typ" + random.nextInt(9);
            case "Einordnung.kennzeichenEA" -> List.of("11", "19");
            case "Einordnung.bezugsortTyp" -> Code.of("urn:ort", "1", "00" + random.nextInt(6));
            case "Sprachversion.maschinell", "Dokument.ausloeser" -> String.valueOf(random.nextBoolean());
            // 2.3.1 has keys in their place, which carry no name.
            case "XzufiLeistung.referenzLeiKa" -> List.of(Code.of("urn:l" + word(), word(), "99102013104000"));
            // An area may name its publisher, who may name areas again.
            case "Gebiet.herausgeber" -> Herausgeber.of(id(), List.of());
            case "Identifikator.more" -> Map.of("schemeVersionID", word(), "schemeURI", word());
            // How long it takes has no kind, as a deadline has.
            case "DauerModul.dauer" ->
                this.<Frist>list(Frist.class, depth, 2).stream()
                        .map(span -> rebuild(span, (part, value) -> part.equals("typ") ? Code.NONE : value))
                        .toList();
            // Only documents to bring are under an obligation.
            case "DokumentModul.ausgehend" ->
                this.<Dokument>list(Dokument.class, depth, 2).stream()
                        .map(document -> rebuild(document, (part, value) -> switch (part) {
                            case "pflichtangabetyp" -> Code.NONE;
                            case "pflichtangabeGrund" -> List.of();
                            case "ausloeser" -> "";
                            default -> value;
                        }))
                        .toList();
            case "DokumentModul.beschreibungAusgehend" ->
                is231 ? any(component.getGenericType(), depth, false) : List.of();
            // A responsibility inside another object does not name it.
            case "XzufiZustaendigkeit.uebergeordnetesObjektID" -> depth == 1 ? id() : Identifikator.NONE;
            default ->
                any(
                        component.getGenericType(),
                        depth,
                        !is231 && type == XzufiModule.class && ONCE_IN_220.contains(component.getName()));
        };
    }

    private Object any(Type type, int depth, boolean once) {
        if (type instanceof ParameterizedType list) {
            return list((Class<?>) list.getActualTypeArguments()[0], depth, once ? 1 : 2);
        }
        return type == String.class ? word() : record((Class<?>) type, depth);
    }

    private <T> List<T> list(Class<T> type, int depth, int size) {
        List<T> list = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            if (type == Kosten.class) {
                list.add(type.cast(cost(depth)));
            } else {
                list.add(type == String.class ? type.cast(word()) : record(type, depth));
            }
        }
        return list;
    }

    /** Fixed, free, or within limits. */
    private Kosten cost(int depth) {
        int kind = random.nextInt(3);
        Kosten full = record(Kosten.class, depth);
        return rebuild(full, (component, value) -> switch (component) {
            case "betrag" -> kind == 0 ? value : Betrag.NONE;
            case "untergrenze", "obergrenze" -> kind == 2 ? value : Betrag.NONE;
            case "linkKostenbildung" -> is231 ? value : List.of(Link.of("", "https://k.example/" + word(), ""));
            default -> value;
        });
    }

    private Identifikator id() {
        return record(Identifikator.class, 1);
    }

    private String word() {
        return WORDS[random.nextInt(WORDS.length)] + random.nextInt(1000);
    }

    private static Object nothing(Type type) {
        if (type instanceof ParameterizedType) {
            return List.of();
        }
        if (type == String.class) {
            return "";
        }
        if (type == Code.class) {
            return Code.NONE;
        }
        return type == Uebersetzung.class ? Uebersetzung.NONE : Identifikator.NONE;
    }

    /** Goes through every record and list, and takes away what 2.2.0 does not have. */
    private static Object stripped(Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(RandomXzufi::stripped).toList();
        }
        if (!(value instanceof Record record)) {
            return value;
        }
        String type = value.getClass().getSimpleName();
        Object stripped = rebuild(record, (component, part) -> {
            if (SINCE_231.contains(type + "." + component) || component.equals("zugangskanal")) {
                return nothing(type(record, component));
            }
            if (record instanceof XzufiModule && ONCE_IN_220.contains(component)) {
                return List.of(stripped(((List<?>) part).get(0)));
            }
            if (component.equals("linkKostenbildung")) {
                return List.of(Link.of("", ((Link) ((List<?>) part).get(0)).uri(), ""));
            }
            return stripped(part);
        });
        if (stripped instanceof DokumentModul modul) {
            // The words on documents to receive stand behind the others.
            return rebuild(modul, (component, part) -> switch (component) {
                case "beschreibung" ->
                    Stream.concat(modul.beschreibung().stream(), modul.beschreibungAusgehend().stream())
                            .toList();
                case "beschreibungAusgehend" -> List.of();
                default -> part;
            });
        }
        return stripped;
    }

    /** Where two objects differ first; empty when they are equal. */
    static String difference(Object expected, Object actual) {
        if (expected.equals(actual)) {
            return "";
        }
        if (expected instanceof List<?> list && actual instanceof List<?> other && list.size() == other.size()) {
            for (int i = 0; i < list.size(); i++) {
                String found = difference(list.get(i), other.get(i));
                if (!found.isEmpty()) {
                    return "[" + i + "]" + found;
                }
            }
        }
        if (expected instanceof Record record && record.getClass() == actual.getClass()) {
            List<Object> parts = parts(record);
            List<Object> others = parts((Record) actual);
            for (int i = 0; i < parts.size(); i++) {
                String found = difference(parts.get(i), others.get(i));
                if (!found.isEmpty()) {
                    return "." + record.getClass().getRecordComponents()[i].getName() + found;
                }
            }
        }
        return ": expected " + expected + ", but was " + actual;
    }

    private static List<Object> parts(Record record) {
        List<Object> parts = new ArrayList<>();
        rebuild(record, (component, part) -> {
            parts.add(part);
            return part;
        });
        return parts;
    }

    private interface Change {
        Object of(String component, Object value);
    }

    private static <T extends Record> T rebuild(T record, Change change) {
        List<Object> values = new ArrayList<>();
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            try {
                values.add(
                        change.of(component.getName(), component.getAccessor().invoke(record)));
            } catch (ReflectiveOperationException e) {
                throw new AssertionError(e);
            }
        }
        @SuppressWarnings("unchecked")
        Class<T> type = (Class<T>) record.getClass();
        return construct(type, values);
    }

    private static Type type(Record record, String component) {
        return Stream.of(record.getClass().getRecordComponents())
                .filter(one -> one.getName().equals(component))
                .findFirst()
                .orElseThrow()
                .getGenericType();
    }

    private static <T> T construct(Class<T> type, List<?> values) {
        try {
            Class<?>[] types = Stream.of(type.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new);
            return type.getDeclaredConstructor(types).newInstance(values.toArray());
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(type + " " + values, e);
        }
    }
}
