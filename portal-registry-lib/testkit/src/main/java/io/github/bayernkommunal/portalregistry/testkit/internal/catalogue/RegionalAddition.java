package io.github.bayernkommunal.portalregistry.testkit.internal.catalogue;

/**
 * What a municipality adds to the general description of a service.
 *
 * @param notes replaces nothing: the general description has no notes
 * @param fees replaces the general fees
 */
public record RegionalAddition(long id, Place place, Leistung leistung, String notes, String fees) {}
