package io.github.bayernkommunal.portalregistry;

import java.time.Instant;
import java.util.UUID;

/**
 * The head of an XZuFi message.
 *
 * @param nachrichtUUID key of the message; empty if absent
 * @param erstelltDatumZeit when it was made, as written; empty if absent
 * @param empfaenger who shall receive it; empty if absent
 * @param sender who sends it; empty if absent
 * @param produktbezeichnung product that made it; empty if absent
 * @param produkthersteller maker of the product; empty if absent
 * @param produktversion version of the product; empty if absent
 * @source XZuFi 2.2.0, transfer message
 */
public record XzufiKopf(
        String nachrichtUUID,
        String erstelltDatumZeit,
        String empfaenger,
        String sender,
        String produktbezeichnung,
        String produkthersteller,
        String produktversion) {

    /** Nothing known. */
    public static final XzufiKopf NONE = new XzufiKopf("", "", "", "", "", "", "");

    /**
     * The head of a message of this library.
     *
     * @param nachricht key of the message
     * @param erstellt when it was made
     * @param empfaenger who shall receive it
     * @param sender who sends it
     * @return the head
     */
    public static XzufiKopf of(UUID nachricht, Instant erstellt, String empfaenger, String sender) {
        return new XzufiKopf(
                nachricht.toString(), erstellt.toString(), empfaenger, sender, "portal-registry-lib", sender, "0.1");
    }
}
