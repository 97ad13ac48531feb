package io.github.bayernkommunal.samples.fuehrungszeugnis;

import io.github.bayernkommunal.bayernid.TrustLevel;
import io.github.bayernkommunal.bayernid.jakarta.BayernIdAuthentication;
import jakarta.annotation.security.DeclareRoles;
import jakarta.enterprise.context.ApplicationScoped;

/** Who may apply: whoever logs in with BayernID at the highest level of assurance. */
@ApplicationScoped
@BayernIdAuthentication(
        minimum = TrustLevel.HIGH,
        requesting = {
            "bPK2",
            "postboxHandle",
            "givenName",
            "surname",
            "birthdate",
            "postalAddress",
            "postalCode",
            "localityName"
        },
        cancelledPage = "/anmeldung/abgebrochen",
        refusedPage = "/anmeldung/abgelehnt")
@DeclareRoles("citizen")
public class CertificateApplication {}
