package io.github.bayernkommunal.bayernid.testkit;

import io.github.bayernkommunal.bayernid.testkit.LoginQuestion.Wanted;
import io.github.bayernkommunal.bayernid.testkit.TestCitizen.Means;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Decides what is answered: which attributes, which ids, which status.
 *
 * @param entityId of the identity provider
 * @param key signs assertions and, if wanted, responses
 * @param signatureMethod algorithm of both signatures
 * @param signsResponse whether the response is signed, too
 */
record AnswerDesk(
        String entityId,
        KeyStore.PrivateKeyEntry key,
        String signatureMethod,
        boolean signsResponse,
        Encryption encryption) {

    /** CalVer of the interface; the paper's first version, because it names no later one. */
    private static final String INTERFACE_VERSION = "2020.2.1";

    /** A login, or the refusal that the service answers when a required attribute is missing. */
    Answer loggedIn(LoginQuestion question, TestCitizen citizen, Instant now) {
        Map<Datum, String> data = data(question, citizen);
        List<String> missing = question.missing(data.keySet());
        if (!missing.isEmpty()) {
            return attributesMissing(question, missing, now);
        }
        Answer answer = new Answer(question, entityId, now);
        answer.classRef = Saml.LEVEL + citizen.level();
        for (Wanted wanted : question.attributes()) {
            Datum datum = wanted.datum();
            String text = datum == null ? null : data.get(datum);
            if (datum != null && text != null) {
                answer.values.add(new Answer.Value(
                        datum.wireName(), datum.friendlyName(), trust(datum, citizen.level()), List.of(text)));
            }
        }
        answer.assertionSignature = Signatures.Recipe.of(key, signatureMethod);
        answer.encryption = encryption;
        return protectResponse(answer);
    }

    /** A login of an organisation: the response is signed, the assertion is not. */
    Answer loggedIn(LoginQuestion question, TestOrganisation organisation, boolean encryptsNameId, Instant now) {
        Answer answer = new Answer(question, entityId, now);
        String pseudonym = "du-"
                + uuid("organisation " + organisation.key() + " at "
                        + question.provider().entityId());
        answer.nameId = pseudonym;
        answer.nameIdFormat = Saml.PERSISTENT;
        answer.encryptsNameId = encryptsNameId;
        answer.nameFormat = Saml.BASIC_NAME_FORMAT;
        answer.classRef = "urn:oasis:names:tc:SAML:2.0:ac:classes:unspecified";
        answer.values.add(new Answer.Value("DatenuebermittlerPseudonymId", null, null, List.of(pseudonym)));
        organisation
                .texts()
                .forEach((name, text) -> answer.values.add(new Answer.Value(name, null, null, List.of(text))));
        organisation
                .structures()
                .forEach((name, parts) -> answer.structures.add(
                        new Answer.Structure(name, name.endsWith("anschrift") ? "AdresseType" : name + "Type", parts)));
        answer.encryption = encryption;
        answer.responseSignature = Signatures.Recipe.of(key, signatureMethod);
        return answer;
    }

    /** The citizen chose to cancel. */
    Answer cancelled(LoginQuestion question, Instant now) {
        return failed(question, Saml.REQUESTER, "AuthnFailed", "Authentication was canceled by the user.", now);
    }

    Answer attributesMissing(LoginQuestion question, List<String> names, Instant now) {
        Answer answer = failed(question, Saml.REQUESTER, "RequestDenied", "security-msg", now);
        if (question.statusDetail()) {
            String list = names.stream().map(name -> "Attribute " + name + ".").collect(Collectors.joining(" "));
            answer.statusDetail = "{\"version\":\"1.0\",\"errors\":[{\"code\":\"IDP_REQUIRED_ATTRIBUTES_MISSING\","
                    + "\"message\":\"Required attributes are missing: " + list + "\"}]}";
        }
        return answer;
    }

    /** An answer without assertion; {@code second} without the common prefix, or empty. */
    Answer failed(LoginQuestion question, String status, String second, String message, Instant now) {
        Answer answer = new Answer(question, entityId, now);
        answer.hasAssertion = false;
        answer.status = status;
        answer.secondStatus = second.isEmpty() ? null : Saml.STATUS + second;
        answer.statusMessage = message;
        return protectResponse(answer);
    }

    private Answer protectResponse(Answer answer) {
        if (signsResponse) {
            answer.responseSignature = Signatures.Recipe.of(key, signatureMethod);
        }
        return answer;
    }

    private static Map<Datum, String> data(LoginQuestion question, TestCitizen citizen) {
        Map<Datum, String> data = new EnumMap<>(citizen.delivered());
        data.put(Datum.LEVEL, Saml.LEVEL + citizen.level());
        data.put(Datum.PROVED_BY, citizen.means().wireName());
        data.put(Datum.VERSION, INTERFACE_VERSION);
        data.put(
                Datum.MFA,
                String.valueOf(citizen.means() == Means.EID || citizen.means() == Means.ELSTER)); // always so with both
        if (!citizen.isTemporary()) {
            data.put(Datum.BPK2, bpk2(question.provider(), citizen));
            data.put(Datum.APPLICATION_ID, uuid("application " + question.id()));
        }
        if (citizen.means() == Means.EID) {
            data.put(Datum.PSEUDONYM, digest("card of " + citizen.key()));
        }
        citizen.postboxHandle().ifPresent(handle -> data.put(Datum.POSTBOX_HANDLE, handle));
        return data;
    }

    /** The same person at the same entity id host always has the same id; another host sees another id. */
    static String bpk2(ServiceProvider provider, TestCitizen citizen) {
        String id = digest("person " + citizen.key() + " at " + provider.sector());
        // Interface description 9.2.1: ids of FINK accounts carry a prefix; which one, the paper does not say.
        return citizen.means() == Means.FINK ? "FINK:" + id : id;
    }

    private static String trust(Datum datum, int level) {
        return switch (datum.kind()) {
            case IDENTITY, EID_CARD, EIDAS ->
                List.of("UNTERGEORDNET", "NORMAL", "SUBSTANTIELL", "HOCH").get(level - 1);
            case ACCOUNT -> level == 1 ? "UNTERGEORDNET" : "NORMAL";
            case DECLARED, RETIRED -> "UNTERGEORDNET";
            case TECHNICAL -> "NORMAL";
        };
    }

    private static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    private static String uuid(String text) {
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
