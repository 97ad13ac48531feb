package io.github.bayernkommunal.epay.testkit.internal.epaybl;

import io.github.bayernkommunal.epay.testkit.Call;
import io.github.bayernkommunal.epay.testkit.Mishap;
import io.github.bayernkommunal.epay.testkit.internal.Answer;
import io.github.bayernkommunal.epay.testkit.internal.Endpoint;
import io.github.bayernkommunal.epay.testkit.internal.Payment;
import io.github.bayernkommunal.epay.testkit.internal.PaymentPage;
import io.github.bayernkommunal.epay.testkit.internal.Request;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Entrance of the hosted Paypage: checks who is to pay what, remembers the backlinks, shows the payment page. */
public final class Paypage implements Endpoint {

    private final EpayBlBooks books;

    public Paypage(EpayBlBooks books) {
        this.books = books;
    }

    @Override
    public @Nullable Call call(Request request) {
        return null;
    }

    @Override
    public Answer answer(Request request, @Nullable Mishap mishap) {
        Map<String, String> query = request.query();
        Optional<Payment> claim = books.claim(query.getOrDefault("kassenzeichen", ""))
                .filter(payment -> EpayBlService.MANDANT.equals(query.get("mandant")))
                .filter(payment -> payment.order().tenant().equals(query.get("EShopKundenNr")));
        if (claim.isEmpty()) {
            return failure(403, "Mandant, EShopKundenNr und kassenzeichen passen nicht zusammen");
        }
        Optional<URI> success = address(query.get("backlinkSuccess"));
        Optional<URI> abort = address(query.get("backlinkAbort"));
        if (success.isEmpty() || abort.isEmpty()) {
            return failure(400, "backlinkSuccess und backlinkAbort muessen Webadressen sein");
        }
        String kassenzeichen = claim.get().kassenzeichen();
        books.remember(kassenzeichen, new EpayBlBooks.Backlinks(success.get(), abort.get()));
        return Answer.seeOther(URI.create(PaymentPage.PATH + kassenzeichen));
    }

    @Override
    public Answer failure(int status, String detail) {
        return Answer.of(status, "text/plain;charset=UTF-8", detail);
    }

    private static Optional<URI> address(@Nullable String text) {
        try {
            return Optional.ofNullable(text)
                    .map(URI::create)
                    .filter(address -> address.getHost() != null
                            && ("https".equals(address.getScheme()) || "http".equals(address.getScheme())));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
