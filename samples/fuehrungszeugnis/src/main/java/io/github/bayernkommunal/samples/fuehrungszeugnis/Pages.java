package io.github.bayernkommunal.samples.fuehrungszeugnis;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The pages of this application; each lies under WEB-INF, so that it is seen only through its servlet. */
final class Pages {

    private Pages() {}

    static void show(String page, HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        request.getRequestDispatcher("/WEB-INF/pages/" + page + ".jsp").forward(request, response);
    }

    /** A page that says one thing: what happened, what did not happen, and where to go. */
    static void say(
            int status,
            String titleKey,
            List<String> textKeys,
            @Nullable Next next,
            HttpServletRequest request,
            HttpServletResponse response)
            throws ServletException, IOException {
        response.setStatus(status);
        request.setAttribute("titleKey", titleKey);
        request.setAttribute("textKeys", textKeys);
        if (next != null) {
            request.setAttribute("nextKey", next.textKey());
            request.setAttribute("nextPath", next.path());
        }
        show("message", request, response);
    }

    /** Where the button of such a page leads. */
    record Next(String textKey, String path) {}

    /** After a form: the browser loads the next page by itself, so that "reload" never sends the form again. */
    static void seeOther(String path, HttpServletRequest request, HttpServletResponse response) {
        goTo(request.getContextPath() + path, response);
    }

    static void goTo(String address, HttpServletResponse response) {
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", address);
    }
}
