package io.github.bayernkommunal.bayernid;

import java.util.List;

/**
 * Means of identification as the service names it; values added later arrive unchanged.
 *
 * @param code exact, case-sensitive name on the wire
 * @source interface description of the Nutzerkonto 10.2, sections 6.2.5 and 9.1
 */
public record AuthenticationMethod(String code) {

    /** Online ID card, residence permit or EU citizen card. */
    public static final AuthenticationMethod EID = new AuthenticationMethod("eID");
    /** Online ID on the phone. Arrives in answers; requested as {@link #EID}. */
    public static final AuthenticationMethod SMART_EID = new AuthenticationMethod("Smart-eID");
    /** Certificate of the tax administration, for natural persons. */
    public static final AuthenticationMethod ELSTER = new AuthenticationMethod("Elster");
    /** Certificate of the Bavarian administration. */
    public static final AuthenticationMethod AUTHEGA = new AuthenticationMethod("Authega");
    /** User name and password; self-declared data. */
    public static final AuthenticationMethod USER_NAME = new AuthenticationMethod("Benutzername");
    /** Means of another member state. */
    public static final AuthenticationMethod EIDAS = new AuthenticationMethod("eIDAS");
    /** Account of another German state; the answer comes from there. */
    public static final AuthenticationMethod FINK = new AuthenticationMethod("FINK");
    /** Ukrainian digital identity. */
    public static final AuthenticationMethod DIIA = new AuthenticationMethod("Diia");

    /** The known means that can be asked for or excluded, in the order of the specification. */
    public static final List<AuthenticationMethod> REQUESTABLE =
            List.of(AUTHEGA, USER_NAME, DIIA, EID, EIDAS, ELSTER, FINK);

    /**
     * Refuses a name that could not be an element name in the request.
     *
     * @param code exact, case-sensitive name on the wire
     * @throws IllegalArgumentException if it has blanks or other characters that no name has
     */
    public AuthenticationMethod {
        if (!code.matches("[A-Za-z_][A-Za-z0-9_.-]{0,63}")) {
            throw new IllegalArgumentException(
                    "A means of identification is a plain name such as 'eID': it starts with a letter and has at most 64"
                            + " letters, digits, '.', '_' or '-'");
        }
    }

    /**
     * The means with this name, known or not.
     *
     * @param code exact name on the wire
     * @return the means
     */
    public static AuthenticationMethod of(String code) {
        return new AuthenticationMethod(code);
    }

    @Override
    public String toString() {
        return code;
    }
}
