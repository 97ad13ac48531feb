package io.github.bayernkommunal.bayernid;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Says in words what a request asks, what will come back by which means, and what should be thought over. */
final class RequestExplanation {

    private static final Set<Attribute> ACCOUNT_ONLY = Set.of(Attribute.CITIZEN_ID, Attribute.POSTBOX_HANDLE);
    private static final Set<Attribute> FROM_CARD =
            Set.of(Attribute.DOCUMENT_TYPE, Attribute.NATIONALITY, Attribute.COMMUNITY_ID);
    private static final Set<Attribute> UNVERIFIED = Set.of(Attribute.EMAIL, Attribute.TELEPHONE, Attribute.DE_MAIL);

    private final LoginRequest request;

    RequestExplanation(LoginRequest request) {
        this.request = request;
    }

    List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        if (request.minimum() == TrustLevel.BASIC && !request.required().isEmpty()) {
            warnings.add("Required attributes at level BASIC lock people out: with user name and password most data are"
                    + " voluntary. Request them instead (section 9.2).");
        }
        if (request.required().contains(Attribute.OLD_CITIZEN_ID)) {
            warnings.add("bPK is deprecated; requiring it becomes an error once the operator switches it off. Use bPK2"
                    + " (section 6.2.1).");
        }
        if (request.required().contains(Attribute.POSTBOX_HANDLE)) {
            warnings.add(
                    "Requiring the mailbox locks out temporary logins and accounts of other states (section 9.2.1).");
        }
        for (Attribute gone : List.of(Attribute.ISSUING_STATE, Attribute.ARTISTIC_NAME)) {
            if (request.requested().contains(gone)) {
                warnings.add(gone + " is no longer supplied (section 6.1).");
            }
        }
        request.requested().stream()
                .filter(attribute -> attribute.meaning().isEmpty())
                .forEach(attribute ->
                        warnings.add(attribute + " is not in the catalogue; the identity provider may ignore it."));
        request.displayName()
                .filter(name -> name.length() > Description.LONGEST_DISPLAY_NAME)
                .ifPresent(name -> warnings.add("The display name has " + name.length()
                        + " characters and may be cut after " + Description.LONGEST_DISPLAY_NAME + " (section 9.5)."));
        if (request.offered().contains(AuthenticationMethod.SMART_EID)) {
            warnings.add("Smart-eID cannot be requested; it counts as eID (section 9.1).");
        }
        if (offered().stream().noneMatch(method -> highest(method).isAtLeast(request.minimum()))) {
            warnings.add("None of the offered means reaches " + request.minimum() + ": nobody can log in.");
        }
        if (request.backTo().isPresent()) {
            warnings.add(
                    "With an address to go back to, a person who cancels returns without an answer: the pending login"
                            + " stays open until it expires (section 9.5).");
        }
        return List.copyOf(warnings);
    }

    /** The means that a person can choose from: those that were named, or all that are known, without the hidden ones. */
    private List<AuthenticationMethod> offered() {
        List<AuthenticationMethod> offered =
                new ArrayList<>(request.offered().isEmpty() ? AuthenticationMethod.REQUESTABLE : request.offered());
        offered.removeAll(request.hidden());
        return offered;
    }

    // Facts of the contract; an unknown means may reach anything.
    private static TrustLevel highest(AuthenticationMethod method) {
        if (method.equals(AuthenticationMethod.USER_NAME)) {
            return TrustLevel.BASIC;
        }
        if (method.equals(AuthenticationMethod.ELSTER) || method.equals(AuthenticationMethod.AUTHEGA)) {
            return TrustLevel.SUBSTANTIAL;
        }
        return TrustLevel.HIGH;
    }

    String text() {
        StringBuilder text = new StringBuilder();
        text.append("The person logs in at level ")
                .append(request.minimum())
                .append(" or above; anything below is refused.\n");
        boolean decidedThere = request.offered().isEmpty()
                && request.hidden().isEmpty()
                && request.certificateState().isEmpty();
        text.append("Offered are ").append(decidedThere ? "the means that the identity provider chooses" : offered());
        if (!request.hidden().isEmpty()) {
            text.append(", not ").append(request.hidden());
        }
        text.append(".\n");
        request.certificateState()
                .ifPresent(state -> text.append("The card is read with the certificate of ")
                        .append(state)
                        .append(".\n"));
        request.displayName()
                .ifPresent(name -> text.append("They read \u201c").append(name).append("\u201d as the target.\n"));
        request.onlyFor().ifPresent(id -> text.append("Only the person of the running session is let in.\n"));
        text.append("Asked for, besides citizen id, level and means:\n");
        if (request.requested().isEmpty()) {
            text.append("  nothing\n");
        }
        for (Attribute attribute : request.requested()) {
            text.append("  ")
                    .append(attribute)
                    .append(request.required().contains(attribute) ? " (required): " : ": ")
                    .append(attribute.meaning().isEmpty() ? "not in the catalogue" : attribute.meaning())
                    .append(availability(attribute))
                    .append('\n');
        }
        warnings()
                .forEach(warning -> text.append("Think over: ").append(warning).append('\n'));
        return text.toString();
    }

    private static String availability(Attribute attribute) {
        if (ACCOUNT_ONLY.contains(attribute)) {
            return ". Not with temporary logins"
                    + (attribute.equals(Attribute.POSTBOX_HANDLE) ? " and accounts of other states (FINK)" : "");
        }
        if (FROM_CARD.contains(attribute)) {
            return ". Only with eID";
        }
        if (UNVERIFIED.contains(attribute)) {
            return ". Account data, not verified by the means";
        }
        if (attribute.equals(Attribute.EIDAS_COUNTRY)) {
            return ". Only with eIDAS";
        }
        if (attribute.equals(Attribute.PSEUDONYM)) {
            return ". Only with temporary logins";
        }
        return ". Self-declared with user name; may be absent with every means";
    }
}
