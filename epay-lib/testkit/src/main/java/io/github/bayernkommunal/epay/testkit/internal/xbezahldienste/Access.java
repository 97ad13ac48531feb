package io.github.bayernkommunal.epay.testkit.internal.xbezahldienste;

import io.github.bayernkommunal.epay.testkit.internal.Request;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Who may use the service. The standard leaves the means to the provider, so there are three. */
public sealed interface Access {

    /** What a refusal with status 401 says in {@code WWW-Authenticate}. */
    String challenge();

    /** Throws a problem unless the caller proved who it is. */
    void check(Request request) throws Problem;

    /** An access token of the token endpoint; creations need one with {@code postScope}, unless that is empty. */
    record OAuth(Tokens tokens, String postScope) implements Access {
        @Override
        public String challenge() {
            return "Bearer error=\"invalid_token\"";
        }

        @Override
        public void check(Request request) throws Problem {
            String header = request.header("Authorization").orElse("");
            if (!header.startsWith("Bearer ") || !tokens.accepts(header.substring("Bearer ".length()))) {
                throw new Problem(401, "FORBIDDEN", "The access token is missing, unknown or expired");
            }
            if (request.method().equals("POST")
                    && !postScope.isEmpty()
                    && !tokens.allows(header.substring("Bearer ".length()), postScope)) {
                throw new Problem(403, "FORBIDDEN", "The access token has no scope " + postScope);
            }
        }
    }

    /** User name and password with every call. */
    record Basic(String user, String password) implements Access {
        @Override
        public String challenge() {
            return "Basic realm=\"xbezahldienste\", charset=\"UTF-8\"";
        }

        @Override
        public void check(Request request) throws Problem {
            String expected = "Basic "
                    + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
            if (!request.header("Authorization").orElse("").equals(expected)) {
                throw new Problem(401, "FORBIDDEN", "User name or password are missing or wrong");
            }
        }

        @Override
        public String toString() {
            return "Basic[user=" + user + ", password=***]";
        }
    }

    /** The client certificate that belongs to the settings; the TLS layer lets no other one through. */
    record MutualTls() implements Access {
        @Override
        public String challenge() {
            return "Mutual"; // RFC 9110 wants some challenge with every 401, even if none can be answered
        }

        @Override
        public void check(Request request) throws Problem {
            if (request.client() == null) {
                throw new Problem(403, "FORBIDDEN", "No client certificate was shown");
            }
        }
    }
}
