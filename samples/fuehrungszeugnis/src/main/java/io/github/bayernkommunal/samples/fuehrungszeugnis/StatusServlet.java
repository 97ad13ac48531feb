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
import java.util.Optional;

/** How the application stands, asked afresh at every visit: reloading the page is always safe. */
@WebServlet("/antrag/stand")
@ServletSecurity(@HttpConstraint(rolesAllowed = "citizen"))
public class StatusServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient CaseDesk desk;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        Visit visit = Visit.of(request);
        Optional<CertificateCase> found = visit.citizenId().flatMap(desk::newest);
        if (found.isEmpty()) {
            Pages.seeOther("/antrag", request, response);
            return;
        }
        CertificateCase item = found.get();
        desk.refresh(item);
        request.setAttribute("item", item.snapshot());
        Pages.show("status", request, response);
    }
}
