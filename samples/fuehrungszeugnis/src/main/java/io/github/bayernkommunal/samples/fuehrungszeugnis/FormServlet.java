package io.github.bayernkommunal.samples.fuehrungszeugnis;

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
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The form: verified details to read, the citizen's own details to fill in. */
@WebServlet("/antrag")
@ServletSecurity(@HttpConstraint(rolesAllowed = "citizen"))
public class FormServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient CaseDesk desk;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        Visit visit = Visit.of(request);
        Optional<CertificateCase> newest = visit.citizenId().flatMap(desk::newest);
        if (newest.filter(visit::mustSee).isPresent()) {
            Pages.seeOther("/antrag/stand", request, response);
            return;
        }
        if (!visit.hasTyped()) {
            newest.filter(item -> item.getPayment() != CertificateCase.Payment.PAID)
                    .ifPresent(visit::goOnWith);
        }
        request.setAttribute("applicant", visit.applicant());
        request.setAttribute("draft", visit.draft());
        request.setAttribute("problems", visit.hasTyped() ? visit.draft().problems() : Map.of());
        Pages.show("form", request, response);
    }

    /** Keeps what was typed, good or not; the next page shows what is missing, in either language. */
    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (!PageFilter.isOurForm(request)) {
            Pages.say(
                    403,
                    "error.title",
                    List.of("error.stale"),
                    new Pages.Next("summary.change", "/antrag"),
                    request,
                    response);
            return;
        }
        Draft draft = new Draft(
                text(request, "purpose"),
                text(request, "authority"),
                text(request, "street"),
                text(request, "postalCode"),
                text(request, "town"));
        Visit.of(request).keep(draft);
        Pages.seeOther(draft.problems().isEmpty() ? "/antrag/pruefen" : "/antrag", request, response);
    }

    private static String text(HttpServletRequest request, String name) {
        return Objects.requireNonNullElse(request.getParameter(name), "");
    }
}
