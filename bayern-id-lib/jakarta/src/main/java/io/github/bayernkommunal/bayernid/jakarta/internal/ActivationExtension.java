package io.github.bayernkommunal.bayernid.jakarta.internal;

import io.github.bayernkommunal.bayernid.jakarta.BayernIdAuthentication;
import io.github.bayernkommunal.bayernid.jakarta.BayernIdAuthenticationMechanism;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.enterprise.inject.spi.ProcessBeanAttributes;
import jakarta.enterprise.inject.spi.WithAnnotations;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lets the authentication mechanism be a bean if, and only if, the application carries the annotation: an application that
 * uses the filter, or another mechanism, must not find a second one.
 */
public class ActivationExtension implements Extension {

    private final List<String> places = new ArrayList<>();
    private @Nullable BayernIdAuthentication annotation;
    private @Nullable Definition definition;

    /** Made by the container. */
    public ActivationExtension() {}

    void find(@Observes @WithAnnotations(BayernIdAuthentication.class) ProcessAnnotatedType<?> type) {
        BayernIdAuthentication found = type.getAnnotatedType().getAnnotation(BayernIdAuthentication.class);
        if (found != null) {
            annotation = found;
            places.add(type.getAnnotatedType().getJavaClass().getName());
        }
    }

    // The mechanism is an ordinary bean of its own archive, so that it sees the beans beside it on every server. All
    // types have been found when bean attributes are processed.
    void withdraw(@Observes ProcessBeanAttributes<BayernIdAuthenticationMechanism> bean) {
        if (annotation == null) {
            bean.veto();
        }
    }

    void check(@Observes AfterDeploymentValidation deployment) {
        if (places.size() > 1) {
            deployment.addDeploymentProblem(new IllegalStateException(
                    "@BayernIdAuthentication may stand on one class of an application; found on " + places));
        } else if (annotation != null) {
            try {
                definition = Definition.of(annotation);
            } catch (IllegalArgumentException wrong) {
                deployment.addDeploymentProblem(new IllegalArgumentException(
                        "@BayernIdAuthentication on %s: %s".formatted(places.get(0), wrong.getMessage()), wrong));
            }
        }
    }

    /** What the application declared. */
    public Definition definition() {
        if (definition == null) {
            throw new IllegalStateException("The application carries no @BayernIdAuthentication");
        }
        return definition;
    }
}
