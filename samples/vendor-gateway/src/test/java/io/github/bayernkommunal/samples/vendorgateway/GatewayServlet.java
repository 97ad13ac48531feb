package io.github.bayernkommunal.samples.vendorgateway;

import io.github.bayernkommunal.bayernid.LoginOutcome;
import io.github.bayernkommunal.bayernid.LoginOutcome.LoggedIn;
import io.github.bayernkommunal.bayernid.LoginStart;
import io.github.bayernkommunal.bayernid.PendingLogin;
import io.github.bayernkommunal.portalregistry.Ars;
import io.github.bayernkommunal.postfach.PostboxHandle;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Path;

/** The gateway as an application of a servlet container: opened with it, closed with it. */
public final class GatewayServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    private transient Municipalities municipalities;

    @Override
    public void init() {
        municipalities = Municipalities.read(Path.of(getInitParameter("folder")), new CallCounter());
    }

    /** Starts a login: the request for the identity provider, and the pending login in the next line. */
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getParameter("metadata") != null) {
            response.getWriter().print(municipality(request).bayernId().metadata());
            return;
        }
        LoginStart start = new ParkingDesk(municipality(request)).startLogin();
        response.getWriter()
                .println(start.formFields().get("SAMLRequest") + "\n"
                        + start.pending().toText());
    }

    /** Finishes it, and does everything else once: fee, letter, question to the portal, publication. */
    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        ParkingDesk desk = new ParkingDesk(municipality(request));
        PendingLogin pending = PendingLogin.of(request.getParameter("pending"));
        LoginOutcome outcome = desk.finishLogin(request.getParameter("SAMLResponse"), pending);
        PostboxHandle postbox = PostboxHandle.of(request.getParameter("postbox"));
        Ars area = Ars.of(request.getParameter("area"));
        String fileNumber = request.getParameter("number");
        response.getWriter()
                .print(outcome instanceof LoggedIn
                        && desk.collectFee(fileNumber).address() != null
                        && desk.sendNotice(fileNumber, postbox).state() != null
                        && !desk.servicesAbout("Führungszeugnis", area).isEmpty()
                        && desk.publish(area).isComplete());
    }

    private Municipality municipality(HttpServletRequest request) {
        return municipalities.of(request.getParameter("town"));
    }

    @Override
    public void destroy() {
        municipalities.close();
    }
}
