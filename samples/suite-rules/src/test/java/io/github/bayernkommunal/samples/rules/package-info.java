/**
 * The rules of the suite as tests: who may know whom, which copies stay equal, which pages show code that ran, what a
 * user's project receives.
 *
 * <p>Each rule was seen to fail before it was trusted. Whoever adds one breaks it once on purpose and says how in the commit.
 */
package io.github.bayernkommunal.samples.rules;
