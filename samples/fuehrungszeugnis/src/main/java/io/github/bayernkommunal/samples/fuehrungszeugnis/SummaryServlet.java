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

/** Everything once more, with the fee, before money is asked for. */
@WebServlet("/antrag/pruefen")
@ServletSecurity(@HttpConstraint(rolesAllowed = "citizen"))
public class SummaryServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient CaseDesk desk;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        Visit visit = Visit.of(request);
        if (visit.citizenId().flatMap(desk::newest).filter(visit::mustSee).isPresent()) {
            Pages.seeOther("/antrag/stand", request, response);
            return;
        }
        if (!visit.draft().problems().isEmpty()) {
            Pages.seeOther("/antrag", request, response);
            return;
        }
        request.setAttribute("applicant", visit.applicant());
        request.setAttribute("draft", visit.draft());
        Pages.show("summary", request, response);
    }
}
