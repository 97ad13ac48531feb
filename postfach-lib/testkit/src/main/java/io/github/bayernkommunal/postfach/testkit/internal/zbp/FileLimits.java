package io.github.bayernkommunal.postfach.testkit.internal.zbp;

/**
 * What attachments may be; ZBP's own limits are not public.
 *
 * @param count the largest number
 * @param bytesEach the largest size of one
 * @param bytesTogether the largest size of all
 */
public record FileLimits(int count, int bytesEach, long bytesTogether) {}
