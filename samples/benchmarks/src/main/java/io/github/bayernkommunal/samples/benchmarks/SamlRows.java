package io.github.bayernkommunal.samples.benchmarks;

import io.github.bayernkommunal.samples.benchmarks.saml.OurLogin;
import io.github.bayernkommunal.samples.benchmarks.saml.OurRefusal;
import io.github.bayernkommunal.samples.benchmarks.saml.SamlFixture;
import io.github.bayernkommunal.samples.benchmarks.saml.SamlLimit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Judging the answer of a login. */
final class SamlRows {

    private static final String OURS = "bayern-id-lib";
    private static final String LIMIT = "limit (no tree, no checks)";
    private static final String OPENSAML = "OpenSAML 4.0.1";
    private static final String KEYCLOAK = "Keycloak 26.7.2";
    private static final String JAVA_SAML = "java-saml 2.9.0";

    private SamlRows() {}

    static List<Row> all() {
        List<Row> rows = new ArrayList<>();
        for (String variant : List.of(SamlFixture.ASSERTION, SamlFixture.BOTH)) {
            String signed = variant.equals(SamlFixture.BOTH) ? "response and assertion signed" : "assertion signed";
            double garbage = variant.equals(SamlFixture.BOTH) ? 0.45 : 0.30;
            rows.add(new Row(
                    "S1 S3",
                    "judge a login, " + signed,
                    Row.Way.WARM,
                    contestants(variant, UnaryOperator.identity()),
                    List.of(Goal.timesLimit(1.10), Goal.allocates(garbage))));
            rows.add(new Row(
                    "S2 S3",
                    "the same without RSA, " + signed,
                    Row.Way.WARM,
                    contestants(variant, one -> one.with(List.of("-D" + Child.REMEMBER_RSA + "=true"))),
                    List.of(
                            Goal.timesLimit(3.0),
                            Goal.allocates(garbage),
                            Goal.fasterThan(OPENSAML, 1.5),
                            Goal.fasterThan(KEYCLOAK, 3),
                            Goal.fasterThan(JAVA_SAML, 12))));
        }
        rows.add(new Row(
                "S4",
                "first login in a new process, keys and metadata included",
                Row.Way.FIRST,
                contestants(SamlFixture.ASSERTION, UnaryOperator.identity()),
                List.of(Goal.within(Duration.ofMillis(600)))));
        rows.add(new Row(
                "S4",
                "first login in a new process whose client is made, ours warmed up",
                Row.Way.PREPARED,
                contestants(
                        SamlFixture.ASSERTION,
                        one -> one.role() == Contestant.Role.OURS
                                ? Contestant.ours(OURS, OurLogin.class, SamlFixture.ASSERTION + OurLogin.WARMED_UP)
                                : one),
                List.of(Goal.within(Duration.ofMillis(50)))));
        rows.add(new Row(
                "S5",
                "with a native provider on the class path",
                Row.Way.WARM,
                List.of(
                        Contestant.limit("RSA of the JDK", OurLogin.class, SamlFixture.ASSERTION),
                        Contestant.ours("RSA of Amazon Corretto", OurLogin.class, SamlFixture.ASSERTION)
                                .besides("corretto")),
                List.of(Goal.fasterThan("RSA of the JDK", 3))));
        rows.add(refusals());
        rows.add(new Row(
                "S8",
                "16 threads on one service provider",
                Row.Way.WARM,
                List.of(
                        Contestant.limit("one thread", OurLogin.class, SamlFixture.ASSERTION),
                        Contestant.ours("16 threads", OurLogin.class, SamlFixture.ASSERTION)
                                .with(16),
                        // Shows what two cores of this machine are worth.
                        Contestant.peer("bare limit, one thread", SamlLimit.class, SamlFixture.ASSERTION),
                        Contestant.peer("bare limit, 16 threads", SamlLimit.class, SamlFixture.ASSERTION)
                                .with(16)),
                List.of(Goal.fasterThan("one thread", 1.9))));
        return rows;
    }

    private static Row refusals() {
        List<Contestant> contestants = new ArrayList<>();
        contestants.add(Contestant.limit(LIMIT, SamlLimit.class, SamlFixture.ASSERTION));
        // All of these are decided before a private key is used.
        Stream.of("SIZE", "DOCTYPE", "RESPONSE_ISSUER", "ENCRYPTION_ALGORITHM", "IN_RESPONSE_TO")
                .map(check -> Contestant.ours(check, OurRefusal.class, check))
                .forEach(contestants::add);
        return new Row(
                "S7",
                "refuse before any private key",
                Row.Way.WARM,
                contestants,
                List.of(Goal.within(Duration.ofNanos(150_000))));
    }

    private static List<Contestant> contestants(String variant, UnaryOperator<Contestant> how) {
        return Stream.of(
                        Contestant.limit(LIMIT, SamlLimit.class, variant),
                        Contestant.ours(OURS, OurLogin.class, variant),
                        Contestant.foreign("Santuario 4.0.4", "santuario", "SantuarioPeer", variant),
                        Contestant.foreign(OPENSAML, "opensaml", "OpenSamlPeer", variant),
                        Contestant.foreign(KEYCLOAK, "keycloak", "KeycloakPeer", variant),
                        Contestant.foreign(JAVA_SAML, "java-saml", "JavaSamlPeer", variant))
                .map(how)
                .toList();
    }
}
