package io.github.bayernkommunal.epay.testkit.internal.epaybl;

import io.github.bayernkommunal.epay.testkit.BookedPayment.State;
import io.github.bayernkommunal.epay.testkit.internal.Payment;
import io.github.bayernkommunal.epay.testkit.internal.Platform;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What ePayBL remembers beyond payments: customers, and where the Paypage leads back to. Shared by both dialects. */
public final class EpayBlBooks {

    /** The route's name. */
    public static final String ROUTE = "epaybl";

    /** The addresses that the Paypage was given. */
    record Backlinks(URI success, URI abort) {}

    private enum Customer {
        ACTIVE,
        MARKED_FOR_DELETION
    }

    private final Platform platform;
    private final Map<String, Customer> customers = new HashMap<>();
    private final Map<String, Backlinks> backlinks = new HashMap<>();
    private long lastPaymentId = 884_213_376;

    public EpayBlBooks(Platform platform) {
        this.platform = platform;
    }

    public synchronized void reset() {
        customers.clear();
        backlinks.clear();
    }

    /** The id of one call, which support asks for. */
    synchronized long nextPaymentId() {
        return ++lastPaymentId;
    }

    synchronized void addCustomer(String number) throws Declined {
        if (customers.get(number) == Customer.MARKED_FOR_DELETION) {
            throw new Declined("-0120", "Kunde ist zum Loeschen markiert");
        }
        customers.put(number, Customer.ACTIVE);
    }

    synchronized void demandCustomer(String number) throws Declined {
        Customer customer = customers.get(number);
        if (customer == null) {
            throw new Declined("-0199", "Kunde existiert nicht");
        }
        if (customer == Customer.MARKED_FOR_DELETION) {
            throw new Declined("-0120", "Kunde ist zum Loeschen markiert");
        }
    }

    void deleteCustomer(String number) throws Declined {
        demandCustomer(number);
        boolean open = platform.payments().stream()
                .anyMatch(p -> p.order().route().equals(ROUTE)
                        && p.order().tenant().equals(number)
                        && p.state() == State.OPEN);
        if (open) {
            throw new Declined("-0119", "Kunde hat offene Transaktionen");
        }
        synchronized (this) {
            customers.put(number, Customer.MARKED_FOR_DELETION);
        }
    }

    Optional<Payment> claim(String kassenzeichen) {
        return platform.find(
                p -> p.order().route().equals(ROUTE) && p.kassenzeichen().equals(kassenzeichen));
    }

    synchronized void remember(String kassenzeichen, Backlinks links) {
        backlinks.put(kassenzeichen, links);
    }

    /** Where the Paypage leads, by the state reached; before it was ever opened, nowhere but to itself. */
    synchronized URI onward(Payment payment) {
        Backlinks links = backlinks.get(payment.kassenzeichen());
        if (links == null) {
            return URI.create("/");
        }
        return payment.state() == State.PAID ? links.success() : links.abort();
    }
}
