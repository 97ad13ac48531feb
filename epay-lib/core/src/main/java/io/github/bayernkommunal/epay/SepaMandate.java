package io.github.bayernkommunal.epay;

import io.github.bayernkommunal.epay.internal.Characters;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The permission to debit an account, for {@link EpayBl.Collecting#DIRECT_DEBIT}. Either the platform keeps it and only its
 * reference travels, or the application keeps it and hands it over whole.
 *
 * <p>It is never written to the journal, a log or a {@code toString}; the journal keeps a hash of the whole order.
 *
 * @source docs/protocol.md, ePayBL; lengths observed; IBAN: ISO 13616
 */
public final class SepaMandate {

    private static final Pattern REFERENCE = Pattern.compile("[A-Za-z0-9+?/:().,' -]{24,35}");
    private static final Pattern IBAN = Pattern.compile("[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}");
    // The business code in the fifth to seventh place is not part of the check digits.
    private static final Pattern CREDITOR = Pattern.compile("[A-Z]{2}[0-9]{2}[A-Z0-9]{3}[A-Z0-9]{1,28}");
    private static final Pattern BIC = Pattern.compile("[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?");
    private static final int LONGEST_NAME = 25;

    private final String reference;
    private final @Nullable String pin;
    private final @Nullable Signed signed;

    private SepaMandate(String reference, @Nullable String pin, @Nullable Signed signed) {
        this.reference = reference;
        this.pin = pin;
        this.signed = signed;
        List<String> problems = new ArrayList<>();
        if (!REFERENCE.matcher(reference).matches()) {
            problems.add("the reference has 24 to 35 characters of the SEPA alphabet; got " + reference.length());
        }
        if (signed != null) {
            problems.addAll(signed.problems());
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(
                    "The mandate has %d problem(s):\n- %s".formatted(problems.size(), String.join("\n- ", problems)));
        }
    }

    /**
     * A mandate that the platform keeps.
     *
     * @param reference its reference, 24 to 35 characters
     * @param pin what the platform asks for with it, or null
     * @return the mandate
     * @throws IllegalArgumentException if the reference is wrong
     */
    public static SepaMandate registered(String reference, @Nullable String pin) {
        return new SepaMandate(reference, pin, null);
    }

    /**
     * A mandate that the application keeps, and that the person has signed.
     *
     * @param reference its reference, 24 to 35 characters, unique for the creditor
     * @param signed what was signed
     * @return the mandate
     * @throws IllegalArgumentException naming everything that is wrong, without the person's data
     */
    public static SepaMandate signed(String reference, Signed signed) {
        return new SepaMandate(reference, null, signed);
    }

    /** {@return its reference} */
    public String reference() {
        return reference;
    }

    /** {@return what the platform asks for with the reference, if anything} */
    public Optional<String> pin() {
        return Optional.ofNullable(pin);
    }

    /** {@return what was signed; empty when the platform keeps the mandate} */
    public Optional<Signed> signed() {
        return Optional.ofNullable(signed);
    }

    /** Who keeps it; nothing of its content. */
    @Override
    public String toString() {
        return signed == null ? "SepaMandate[registered]" : "SepaMandate[signed]";
    }

    /** Scheme of a direct debit. */
    public enum Scheme {
        /** For everybody. */
        CORE("B"),
        /** Between businesses. */
        B2B("F");

        private final String code;

        Scheme(String code) {
            this.code = code;
        }

        /** {@return the code of ePayBL} */
        public String code() {
            return code;
        }
    }

    /** Which debit of a mandate this is. */
    public enum Sequence {
        /** The only one. */
        ONE_OFF("OOFF"),
        /** One of several; the first one too, since SEPA 3.0. */
        RECURRING("RCUR"),
        /** The last of several. */
        FINAL("FNAL"),
        /** The first of several; only for banks that still want it. */
        FIRST("FRST");

        private final String code;

        Sequence(String code) {
            this.code = code;
        }

        /** {@return the code of SEPA} */
        public String code() {
            return code;
        }
    }

    /**
     * What the person has signed.
     *
     * @param scheme of the direct debit
     * @param sequence which debit this is
     * @param creditorId creditor identifier (Gläubiger-Identifikationsnummer), at most 35 characters; its check digits are verified
     * @param signedOn day of the signature
     * @param signedAt place of the signature
     * @param iban account that is debited; its check digits are verified
     * @param bic its bank, or null
     * @param firstName of the holder
     * @param lastName of the holder; both names together have at most 25 characters
     */
    public record Signed(
            Scheme scheme,
            Sequence sequence,
            String creditorId,
            LocalDate signedOn,
            String signedAt,
            String iban,
            @Nullable String bic,
            String firstName,
            String lastName) {

        /** Blanks in an IBAN are for the eye; they are left out. {@inheritDoc} */
        public Signed {
            iban = iban.replace(" ", "").toUpperCase(Locale.ROOT);
        }

        private List<String> problems() {
            List<String> problems = new ArrayList<>();
            if (!CREDITOR.matcher(creditorId).matches()
                    || !hasCheckDigits(creditorId.substring(0, 4) + creditorId.substring(7))) {
                problems.add("the creditor identifier is not one, or its check digits are wrong");
            }
            if (signedAt.isBlank()) {
                problems.add("the place of the signature is missing");
            }
            for (String text : List.of(signedAt, firstName, lastName)) {
                String illegal = Characters.firstIllegal(text);
                if (illegal != null) {
                    problems.add("place or name has " + illegal);
                }
            }
            if (!IBAN.matcher(iban).matches() || !hasCheckDigits(iban)) {
                problems.add("the IBAN is not one, or its check digits are wrong");
            }
            if (bic != null && !BIC.matcher(bic).matches()) {
                problems.add("the BIC has 8 or 11 capital letters and digits");
            }
            if (firstName.isBlank() || lastName.isBlank() || firstName.length() + lastName.length() > LONGEST_NAME) {
                problems.add("the holder has a first and a last name, together at most %d characters; got %d"
                        .formatted(LONGEST_NAME, firstName.length() + lastName.length()));
            }
            return problems;
        }

        // ISO 13616, and the same for creditor identifiers (EPC 262-08): the rearranged number, letters as 10 to 35,
        // leaves 1 modulo 97.
        private static boolean hasCheckDigits(String number) {
            StringBuilder digits = new StringBuilder();
            String rearranged = number.substring(4) + number.substring(0, 4);
            rearranged.chars().forEach(letter -> digits.append(Character.digit(letter, 36)));
            return new BigInteger(digits.toString()).mod(BigInteger.valueOf(97)).intValue() == 1;
        }

        /** Scheme and sequence; never the person's data. */
        @Override
        public String toString() {
            return "Signed[%s, %s]".formatted(scheme, sequence);
        }
    }
}
