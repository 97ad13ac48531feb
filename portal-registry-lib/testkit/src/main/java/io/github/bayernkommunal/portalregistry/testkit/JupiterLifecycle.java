package io.github.bayernkommunal.portalregistry.testkit;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The simulator as a JUnit extension; a class of its own, so that the simulator also runs without JUnit. */
final class JupiterLifecycle extends PortalSimulator
        implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {

    private JupiterLifecycle(Builder builder) {
        super(builder);
    }

    static PortalSimulator of(Builder builder) {
        return new JupiterLifecycle(builder);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        open();
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        reset();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        close();
    }
}
