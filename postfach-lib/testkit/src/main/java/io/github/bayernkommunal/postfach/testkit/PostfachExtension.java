package io.github.bayernkommunal.postfach.testkit;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The simulator as JUnit sees it; a class of its own, so that the simulator runs where JUnit is absent. */
final class PostfachExtension extends PostfachSimulator
        implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {

    private PostfachExtension(Builder builder) {
        super(builder);
    }

    static PostfachSimulator of(Builder builder) {
        return new PostfachExtension(builder);
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
