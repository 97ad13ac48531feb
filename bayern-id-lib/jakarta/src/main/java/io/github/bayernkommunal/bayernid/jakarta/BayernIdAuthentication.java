package io.github.bayernkommunal.bayernid.jakarta;

import io.github.bayernkommunal.bayernid.TrustLevel;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Protects an application with BayernID. Put it on one class of the application, for example an application-scoped bean.
 *
 * <p>It activates {@link BayernIdAuthenticationMechanism}: whoever opens a page that demands the role {@code citizen} logs in
 * first. Everything else (entity id, keys, addresses) comes from the settings named in the README.
 *
 * <pre>{@code
 * @ApplicationScoped
 * @BayernIdAuthentication(minimum = TrustLevel.HIGH, requesting = {"givenName", "surname", "postboxHandle"})
 * @DeclareRoles("citizen")
 * public class AntragApplication { }
 * }</pre>
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface BayernIdAuthentication {

    /** The role of everybody who is logged in. */
    String ROLE = "citizen";

    /**
     * Lowest acceptable level of trust. There is no default: it is a decision.
     *
     * @return BASIC, SUBSTANTIAL or HIGH
     */
    TrustLevel minimum();

    /**
     * Attributes to ask for; a person may lack them.
     *
     * @return names such as {@code givenName}, {@code postboxHandle}, or {@code urn:oid:…}
     */
    String[] requesting() default {};

    /**
     * Attributes without which nobody gets in. The operator advises against it except where the law demands it.
     *
     * @return names as in {@link #requesting}
     */
    String[] requiring() default {};

    /**
     * Means of identification to offer.
     *
     * @return names such as {@code eID}; none leaves the choice to the identity provider
     */
    String[] offering() default {};

    /**
     * The application's own page for a cancelled login. The request is forwarded to it.
     *
     * @return path within the application that begins with a slash; empty for the library's page
     */
    String cancelledPage() default "";

    /**
     * The application's own page for a refused login, for example a level that is too low. The request is forwarded to it and
     * carries the attributes {@link BayernIdFilter#OUTCOME}, {@link BayernIdFilter#RETURN_PATH} and
     * {@link BayernIdFilter#CORRELATION_ID}.
     *
     * @return path within the application that begins with a slash; empty for the library's page
     */
    String refusedPage() default "";
}
