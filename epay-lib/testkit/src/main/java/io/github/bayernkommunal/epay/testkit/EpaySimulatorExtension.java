package io.github.bayernkommunal.epay.testkit;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The simulator with the life of a test class; apart, so that the simulator itself runs without JUnit. */
final class EpaySimulatorExtension extends EpaySimulator
        implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {

    // Nested test classes inherit the extension: only the outermost class starts and closes it.
    private int depth;

    private EpaySimulatorExtension(Builder builder) {
        super(builder);
    }

    /** Returns the general type, so that verifying the caller's byte code does not load JUnit. */
    static EpaySimulator of(Builder builder) {
        return new EpaySimulatorExtension(builder);
    }

    @Override
    public synchronized void beforeAll(ExtensionContext context) {
        if (depth++ == 0) {
            run();
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        reset();
    }

    @Override
    public synchronized void afterAll(ExtensionContext context) {
        if (--depth == 0) {
            close();
        }
    }
}
