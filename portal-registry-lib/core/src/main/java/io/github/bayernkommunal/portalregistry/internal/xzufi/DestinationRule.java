package io.github.bayernkommunal.portalregistry.internal.xzufi;

import io.github.bayernkommunal.portalregistry.XzufiObject.Identifikator;
import io.github.bayernkommunal.portalregistry.XzufiZustaendigkeit;
import io.github.bayernkommunal.portalregistry.internal.tree.JsonTree;
import io.github.bayernkommunal.portalregistry.internal.tree.Node;
import io.github.bayernkommunal.portalregistry.internal.tree.UnreadableException;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/** A responsibility with the signature of an electronic letter box (R11): role and content must fit the signature. */
final class DestinationRule {

    private static final Set<String> ROLES = Set.of("01", "02");
    private static final String AREA_URN = XzufiZustaendigkeit.REGION + ":";
    private static final String KEY_URN = "urn:de:fim:leika:leistung:";

    private DestinationRule() {}

    static void check(String path, String signature, XzufiZustaendigkeit responsibility, Findings findings) {
        if (!ROLES.contains(responsibility.rolle().code())) {
            findings.error(
                    path,
                    "R11",
                    "a letter box is given, but the role is neither 01 nor 02",
                    "Set the role 01 or 02; routing ignores other roles");
        }
        String[] parts = signature.split("\\.", -1);
        if (parts.length != 3 || List.of(parts).contains("")) {
            unreadable(path, findings);
            return;
        }
        try {
            Node payload = JsonTree.read(Base64.getUrlDecoder().decode(parts[1]));
            covers(path, payload, responsibility, findings);
        } catch (UnreadableException | IllegalArgumentException e) {
            unreadable(path, findings);
        }
    }

    private static void unreadable(String path, Findings findings) {
        findings.error(
                path,
                "R11",
                "the signature of the letter box is no JWS of three parts",
                "Copy destinationSignature from the administration of the letter box once more, completely");
    }

    private static void covers(String path, Node payload, XzufiZustaendigkeit responsibility, Findings findings) {
        for (Identifikator area : responsibility.gebietID()) {
            if (!area.wert().matches("[0-9]+")) {
                continue;
            }
            boolean covered = payload.all("services", "gebietIDs").stream()
                    .map(Node::ownText)
                    .anyMatch(urn -> urn.startsWith(AREA_URN)
                            && area.wert().startsWith(withoutFill(urn.substring(AREA_URN.length()))));
            if (!covered) {
                findings.error(
                        path,
                        "R11",
                        "the signature does not cover the area %s".formatted(area.wert()),
                        "Add the area at the letter box and copy its new signature");
            }
        }
        String key = responsibility.leistungID().wert();
        boolean isKey = key.matches("99[0-9]{12}");
        if (isKey
                && payload.all("services", "leistungIDs").stream()
                        .noneMatch(node -> node.ownText().equals(KEY_URN + key))) {
            findings.error(
                    path,
                    "R11",
                    "the signature does not cover the service %s".formatted(key),
                    "Add the service at the letter box and copy its new signature");
        }
    }

    private static String withoutFill(String area) {
        return area.matches("0{12}") ? "" : area.replaceFirst("(0{10}|0{9}|0{7}|0{3})$", "");
    }
}
