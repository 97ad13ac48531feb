package io.github.bayernkommunal.bayernid.jakarta.internal;

import io.github.bayernkommunal.bayernid.LoginOutcome;

/** What a person is told when a login does not end at the page they wanted. */
enum Message {
    CANCELLED(
            "Anmeldung abgebrochen",
            "Sie haben die Anmeldung abgebrochen. Es wurden keine Daten übermittelt.",
            "Login cancelled",
            "You cancelled the login. No data were transferred."),
    LEVEL_NOT_REACHED(
            "Anmeldung reicht nicht aus",
            "Dieser Dienst braucht eine Anmeldung mit einem höheren Vertrauensniveau, zum Beispiel mit dem Online-Ausweis."
                    + " Sie sind nicht angemeldet.",
            "Login not sufficient",
            "This service needs a login with a higher level of trust, for example with the online ID card. You are not"
                    + " logged in."),
    ATTRIBUTES_UNAVAILABLE(
            "Angaben fehlen",
            "Ihr Anmeldemittel liefert nicht alle Angaben, die dieser Dienst braucht. Versuchen Sie es mit einem anderen"
                    + " Anmeldemittel. Sie sind nicht angemeldet.",
            "Data are missing",
            "Your means of identification does not deliver all data that this service needs. Try another one. You are not"
                    + " logged in."),
    OTHER_PERSON(
            "Andere Person angemeldet",
            "Bestätigen muss dieselbe Person, die bereits angemeldet ist.",
            "Another person",
            "The same person who is logged in already has to confirm."),
    FAILED(
            "Anmeldung nicht möglich",
            "Die Anmeldung konnte nicht abgeschlossen werden. Sie sind nicht angemeldet. Bitte versuchen Sie es noch einmal;"
                    + " wenn es wieder nicht gelingt, nennen Sie uns die Vorgangsnummer.",
            "Login not possible",
            "The login could not be completed. You are not logged in. Please try again; if it fails again, tell us the"
                    + " reference."),
    NOT_FOUND(
            "Anmeldung abgelaufen",
            "Zu dieser Antwort gibt es hier keine offene Anmeldung. Vielleicht hat sie zu lange gedauert, wurde schon"
                    + " abgeschlossen, oder Ihr Browser nimmt keine Cookies an.",
            "Login expired",
            "There is no open login here for this answer. Perhaps it took too long, was finished already, or your browser"
                    + " does not accept cookies."),
    UNAVAILABLE(
            "BayernID ist nicht erreichbar",
            "Die Anmeldung ist zurzeit nicht möglich. Bitte versuchen Sie es später noch einmal.",
            "BayernID cannot be reached",
            "Logging in is not possible at the moment. Please try again later.");

    private final String germanTitle;
    private final String german;
    private final String englishTitle;
    private final String english;

    Message(String germanTitle, String german, String englishTitle, String english) {
        this.germanTitle = germanTitle;
        this.german = german;
        this.englishTitle = englishTitle;
        this.english = english;
    }

    String germanTitle() {
        return germanTitle;
    }

    String german() {
        return german;
    }

    String englishTitle() {
        return englishTitle;
    }

    String english() {
        return english;
    }

    static Message of(LoginOutcome.Reason reason) {
        return switch (reason) {
            case LEVEL_NOT_REACHED -> LEVEL_NOT_REACHED;
            case ATTRIBUTES_UNAVAILABLE -> ATTRIBUTES_UNAVAILABLE;
            case OTHER_PERSON -> OTHER_PERSON;
            case CONFIGURATION, TECHNICAL -> FAILED;
        };
    }
}
