package io.github.bayernkommunal.bayernid.testkit;

import io.github.bayernkommunal.bayernid.testkit.BayernIdSimulator.Answered;
import io.github.bayernkommunal.bayernid.testkit.Call.Broken;
import java.io.IOException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;

/** Control over HTTP, for tests that run in another process; every address answers in plain text. */
final class Control {

    private static final String TEXT = "text/plain; charset=utf-8";

    private final Service service;
    private final Runnable metadataChanged;

    Control(Service service, Runnable metadataChanged) {
        this.service = service;
        this.metadataChanged = metadataChanged;
    }

    void answer(Call call) throws IOException, Broken {
        switch (call.method() + " " + call.path()) {
            case "POST /control/service-providers" ->
                call.send(201, TEXT, service.register(call.body()).entityId() + "\n");
            case "GET /control/service-providers" -> {
                StringBuilder list = new StringBuilder();
                service.providers()
                        .forEach(provider -> list.append(provider.entityId()).append('\n'));
                call.send(200, TEXT, list.toString());
            }
            case "POST /control/people" -> {
                service.citizens(TestPeople.read(call.body()));
                call.send(200, TEXT, service.citizens().size() + " people\n");
            }
            case "GET /control/ledger" -> {
                StringBuilder list = new StringBuilder();
                for (Answered answered : service.ledger()) {
                    list.append("%s\t%s\t%s\t%d\t%s%n"
                            .formatted(
                                    answered.entityId(),
                                    answered.requestId(),
                                    answered.citizen(),
                                    answered.level(),
                                    answered.outcome()));
                }
                call.send(200, TEXT, list.toString());
            }
            case "POST /control/next" -> next(call);
            case "POST /control/clock" -> {
                advance(call.form());
                call.send(200, TEXT, service.now() + "\n");
            }
            case "POST /control/keys/announce" -> changeKeys(call, service::announceKey);
            case "POST /control/keys/switch" -> changeKeys(call, service::useNewestKey);
            case "POST /control/keys/withdraw" -> changeKeys(call, service::withdrawOldKeys);
            case "POST /control/reset" -> changeKeys(call, service::reset);
            default -> call.send(404, TEXT, "There is no such control");
        }
    }

    private void next(Call call) throws IOException, Broken {
        Map<String, String> form = call.form();
        String mishap = form.get("mishap");
        String forgery = form.get("forgery");
        if ((mishap == null) == (forgery == null)) {
            throw new Broken(400, "Name either a mishap or a forgery");
        }
        if (mishap != null) {
            service.next(Mishap.valueOf(mishap));
        } else if (forgery != null) {
            service.next(Forgery.valueOf(forgery));
        }
        call.send(200, TEXT, "ok\n");
    }

    private void advance(Map<String, String> form) throws Broken {
        try {
            service.advance(Duration.parse(Call.orEmpty(form.get("advance"))));
        } catch (DateTimeParseException e) {
            throw new Broken(400, "advance is a duration such as PT5M or -PT30S");
        }
    }

    private void changeKeys(Call call, Runnable change) throws IOException {
        change.run();
        metadataChanged.run();
        call.send(200, TEXT, "ok\n");
    }
}
