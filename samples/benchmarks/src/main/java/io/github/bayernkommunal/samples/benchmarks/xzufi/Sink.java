package io.github.bayernkommunal.samples.benchmarks.xzufi;

import java.io.OutputStream;

/** Counts bytes. */
final class Sink extends OutputStream {

    private long count;

    long count() {
        return count;
    }

    @Override
    public void write(int one) {
        count++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        count += length;
    }
}
