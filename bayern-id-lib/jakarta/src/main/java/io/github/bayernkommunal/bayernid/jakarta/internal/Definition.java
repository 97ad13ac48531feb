package io.github.bayernkommunal.bayernid.jakarta.internal;

import io.github.bayernkommunal.bayernid.Attribute;
import io.github.bayernkommunal.bayernid.AuthenticationMethod;
import io.github.bayernkommunal.bayernid.LoginRequest;
import io.github.bayernkommunal.bayernid.TrustLevel;
import io.github.bayernkommunal.bayernid.jakarta.BayernIdAuthentication;
import java.util.List;

/**
 * What an application declared about its login, by annotation or by init parameters.
 *
 * @param request what is asked for
 * @param cancelledPage own page, or empty
 * @param refusedPage own page, or empty
 */
public record Definition(LoginRequest request, String cancelledPage, String refusedPage) {

    /** Refuses a page that is no path. */
    public Definition {
        checkPage("cancelledPage", cancelledPage);
        checkPage("refusedPage", refusedPage);
    }

    /** The definition that stands on a class. */
    public static Definition of(BayernIdAuthentication annotation) {
        return of(
                annotation.minimum(),
                List.of(annotation.requesting()),
                List.of(annotation.requiring()),
                List.of(annotation.offering()),
                annotation.cancelledPage(),
                annotation.refusedPage());
    }

    /** The definition made of its parts. */
    public static Definition of(
            TrustLevel minimum,
            List<String> requesting,
            List<String> requiring,
            List<String> offering,
            String cancelledPage,
            String refusedPage) {
        LoginRequest request = LoginRequest.atLeast(minimum)
                .requesting(requesting.stream().map(Attribute::named).toArray(Attribute[]::new))
                .requiring(requiring.stream().map(Attribute::named).toArray(Attribute[]::new));
        if (!offering.isEmpty()) {
            request = request.offering(
                    offering.stream().map(AuthenticationMethod::of).toArray(AuthenticationMethod[]::new));
        }
        return new Definition(request, cancelledPage, refusedPage);
    }

    private static void checkPage(String name, String page) {
        if (!page.isEmpty() && !page.startsWith("/")) {
            throw new IllegalArgumentException(
                    "%s is a path within the application that begins with a slash, for example /login/abgelehnt; got '%s'"
                            .formatted(name, page));
        }
    }
}
