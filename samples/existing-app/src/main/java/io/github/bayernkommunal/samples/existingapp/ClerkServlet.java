package io.github.bayernkommunal.samples.existingapp;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** What the clerks see: all applications. */
public class ClerkServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        request.setAttribute(
                "applications", Applications.of(getServletContext()).all());
        request.getRequestDispatcher("/WEB-INF/seiten/eingang.jsp").forward(request, response);
    }
}
