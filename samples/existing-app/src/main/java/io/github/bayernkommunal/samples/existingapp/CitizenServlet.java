package io.github.bayernkommunal.samples.existingapp;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;

/** A citizen's own applications: a list and a form. Who it is, the container says. */
public class CitizenServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private static final Pattern PLATE = Pattern.compile("[A-ZÄÖÜ]{1,3}-[A-Z]{1,2} [1-9][0-9]{0,3}[EH]?");

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        request.setAttribute(
                "applications", Applications.of(getServletContext()).of(request.getRemoteUser()));
        request.getRequestDispatcher("/WEB-INF/seiten/antraege.jsp").forward(request, response);
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        request.setCharacterEncoding("UTF-8");
        String plate = request.getParameter("kennzeichen");
        if (plate == null || !PLATE.matcher(plate).matches()) {
            response.sendError(HttpServletResponse.SC_BAD_REQUEST);
            return;
        }
        Applications.of(getServletContext()).add(request.getRemoteUser(), plate);
        response.sendRedirect(request.getContextPath() + "/buerger/antraege");
    }
}
