package io.github.bayernkommunal.bayernid.testkit;

/** What an honest service may do on a bad day. Attacks are in {@link Forgery}. */
public enum Mishap {
    /** The answer says that the demanded level could not be reached (Requester, NoAuthnContext). */
    LEVEL_NOT_REACHED("Vertrauensniveau nicht erreicht", "level of trust not reached"),
    /** The citizen is logged in, but one level below what was demanded. */
    LEVEL_TOO_LOW("Anmeldung unter dem verlangten Vertrauensniveau", "login below the demanded level of trust"),
    /** The answer reports that required attributes are missing, whatever was required (Requester, RequestDenied). */
    ATTRIBUTES_MISSING("Pflichtangaben fehlen", "required attributes missing"),
    /** The answer reports a failed login without saying why (Responder, AuthnFailed). */
    AUTHENTICATION_FAILED("Anmeldung fehlgeschlagen", "authentication failed"),
    /** The answer reports a technical fault (Responder, no second code). */
    TECHNICAL_FAULT("Technische Störung", "technical fault"),
    /** The answer carries a status code that no paper lists. */
    UNKNOWN_STATUS("Unbekannter Statuscode", "unknown status code"),
    /** The answer was made ten minutes ago: the citizen left the page open. */
    LATE_ANSWER("Verspätete Antwort", "late answer"),
    /** The sign-on address answers 503; nothing is consumed. */
    UNAVAILABLE("Dienst nicht erreichbar", "service unavailable"),
    /** The metadata address answers 503. */
    METADATA_UNAVAILABLE("Metadaten nicht erreichbar", "metadata unavailable");

    private final String german;
    private final String english;

    Mishap(String german, String english) {
        this.german = german;
        this.english = english;
    }

    String label(Language language) {
        return language.of(german, english);
    }

    /** True if it happens to an answer, false if it happens to an address. */
    boolean concernsAnswer() {
        return this != UNAVAILABLE && this != METADATA_UNAVAILABLE;
    }
}
