package io.github.bayernkommunal.samples.fuehrungszeugnis;

import jakarta.servlet.annotation.HttpConstraint;
import jakarta.servlet.annotation.ServletSecurity;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** The explicit step to a further application; it has an effect only after the one before has been paid. */
@WebServlet("/antrag/weiterer")
@ServletSecurity(@HttpConstraint(rolesAllowed = "citizen"))
public class AnotherServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) {
        Pages.seeOther("/antrag", request, response);
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) {
        if (PageFilter.isOurForm(request)) {
            Visit.of(request).startAnother();
        }
        Pages.seeOther("/antrag", request, response);
    }
}
