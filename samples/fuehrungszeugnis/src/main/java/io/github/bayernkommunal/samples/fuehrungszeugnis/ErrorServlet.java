package io.github.bayernkommunal.samples.fuehrungszeugnis;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The page for everything unexpected: a plain sentence and a number, nothing of the inside. */
@WebServlet("/fehler")
public class ErrorServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final Logger log = LoggerFactory.getLogger(ErrorServlet.class);

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        int status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code ? code : 404;
        if (status < 500) {
            Pages.say(status, "error.title", List.of("error.notFound"), null, request, response);
            return;
        }
        String number = UUID.randomUUID().toString().substring(0, 8);
        Object cause = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
        log.error(
                "Error {}: {}",
                number,
                cause instanceof Throwable t ? t.toString() : cause,
                cause instanceof Throwable t ? t : null);
        request.setAttribute("errorNumber", number);
        Pages.say(status, "error.title", List.of("error.text"), null, request, response);
    }
}
