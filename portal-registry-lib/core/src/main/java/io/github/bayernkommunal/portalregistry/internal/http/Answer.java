package io.github.bayernkommunal.portalregistry.internal.http;

import io.github.bayernkommunal.portalregistry.internal.tree.Node;
import java.time.Instant;

/** A readable answer. */
public record Answer(Node content, int bytes, Instant readAt) {}
