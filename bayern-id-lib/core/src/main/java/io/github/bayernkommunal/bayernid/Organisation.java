package io.github.bayernkommunal.bayernid;

import java.util.Optional;

/**
 * The company or body for which somebody logged in through Mein Unternehmenskonto.
 *
 * <p>The acting person is {@link LoginOutcome.LoggedIn#citizen()}, where everything else that came is found by its name, too
 * ({@link Citizen#valuesNamed}). {@code toString} shows no data of the organisation: it
 * may be a person's own business.
 *
 * @param id pseudonym of the organisation at this service provider; the key for an application's own records
 * @param name name of the company
 * @param legalForm three-digit code of the legal form
 * @param legalFormText the legal form in words
 * @param activity three-digit code of what the company does
 * @param activityText the same in words
 * @param register entry in a public register
 * @param address seat
 * @param email e-mail address
 * @param vatId value added tax id
 * @param founded day on which it began
 * @param closed day on which it ended
 * @param personKind {@code NatPers} for a person's own business, {@code NNatPers} for everything else
 * @param taxNumberKind kind of the tax number that the account was opened with: {@code IdNr}, {@code StNr} or {@code BZStNr}
 * @source interface of Mein Unternehmenskonto, as used publicly by several services
 */
public record Organisation(
        Optional<String> id,
        Optional<String> name,
        Optional<String> legalForm,
        Optional<String> legalFormText,
        Optional<String> activity,
        Optional<String> activityText,
        Optional<RegisterEntry> register,
        Optional<Address> address,
        Optional<String> email,
        Optional<String> vatId,
        Optional<PartialDate> founded,
        Optional<PartialDate> closed,
        Optional<String> personKind,
        Optional<String> taxNumberKind) {

    /**
     * Entry in a public register.
     *
     * @param kind kind of the register such as {@code HRB}
     * @param number number
     * @param court court that keeps the register
     */
    public record RegisterEntry(Optional<String> kind, Optional<String> number, Optional<String> court) {
        @Override
        public String toString() {
            return "RegisterEntry[***]";
        }
    }

    /**
     * Address of a company, inland or abroad; every part may be absent.
     *
     * @param street street
     * @param houseNumber house number
     * @param postalCode postal code, at most 12 characters
     * @param town town
     * @param district part of the town
     * @param addition further line
     * @param country ISO 3166-1 alpha-2
     */
    public record Address(
            Optional<String> street,
            Optional<String> houseNumber,
            Optional<String> postalCode,
            Optional<String> town,
            Optional<String> district,
            Optional<String> addition,
            Optional<String> country) {
        @Override
        public String toString() {
            return "Address[***]";
        }
    }

    @Override
    public String toString() {
        return "Organisation[***]";
    }
}
