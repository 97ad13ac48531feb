package io.github.bayernkommunal.samples.fuehrungszeugnis;

import io.github.bayernkommunal.bayernid.CitizenId;
import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.HttpConstraint;
import jakarta.servlet.annotation.ServletSecurity;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Opens the payment and sends the browser to the platform; sending the form twice leads to the same page. The status page's
 * form names its case, so that it goes on with that one. Whatever fails, the status page explains.
 */
@WebServlet("/antrag/bezahlen")
@ServletSecurity(@HttpConstraint(rolesAllowed = "citizen"))
public class PaymentServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient CaseDesk desk;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) {
        Pages.seeOther("/antrag/pruefen", request, response);
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (!PageFilter.isOurForm(request)) {
            Pages.say(
                    403,
                    "error.title",
                    List.of("error.stale"),
                    new Pages.Next("summary.title", "/antrag/pruefen"),
                    request,
                    response);
            return;
        }
        Visit visit = Visit.of(request);
        Optional<CitizenId> citizen = visit.citizenId();
        citizen.flatMap(desk::newest)
                .filter(item -> item.getNumber().equals(request.getParameter("case")))
                .ifPresent(visit::goOnWith);
        if (citizen.isEmpty()
                || visit.applicant().isWithoutPostbox()
                || !visit.draft().problems().isEmpty()) {
            Pages.seeOther("/antrag/pruefen", request, response);
            return;
        }
        desk.apply(visit, citizen.get(), PageFilter.texts(request))
                .ifPresentOrElse(
                        page -> Pages.goTo(page.toString(), response),
                        () -> Pages.seeOther("/antrag/stand", request, response));
    }
}
