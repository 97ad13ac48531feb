package io.github.bayernkommunal.portalregistry.testkit.internal.web;

/** A text that JSON wraps as {@code {"value": …}} and XML writes as plain content. */
public record Text(String value) {}
