package io.github.bayernkommunal.epay.internal;

import jakarta.json.spi.JsonProvider;
import java.io.IOException;

/** Rows of texts under fixed names, as CSV or JSON. */
public abstract sealed class Table {

    private final String[] names;

    private Table(String... names) {
        this.names = names.clone();
    }

    /** RFC 4180 with semicolons, as spreadsheets with German settings read it. */
    public static Table csv(Appendable out, String... names) throws IOException {
        Csv table = new Csv(out, names);
        table.row(names);
        return table;
    }

    /** An array of objects with texts. */
    public static Table json(Appendable out, JsonProvider provider, String... names) {
        return new JsonRows(out, provider, names);
    }

    /** Writes one row; as many values as names. */
    public final void row(String... values) throws IOException {
        if (values.length != names.length) {
            throw new IllegalArgumentException("A row has %d values; got %d".formatted(names.length, values.length));
        }
        write(names, values);
    }

    /** Ends the table. */
    public abstract void end() throws IOException;

    abstract void write(String[] heads, String[] values) throws IOException;

    private static final class Csv extends Table {

        private final Appendable out;

        Csv(Appendable out, String... names) {
            super(names);
            this.out = out;
        }

        @Override
        void write(String[] heads, String[] values) throws IOException {
            for (int i = 0; i < values.length; i++) {
                out.append(i == 0 ? "" : ";").append(cell(values[i]));
            }
            out.append("\r\n");
        }

        @Override
        public void end() {}

        /** A text that a spreadsheet would take for a formula gets an apostrophe; numbers stay as they are. */
        private static String cell(String value) {
            boolean number = value.matches("-?[0-9]+(\\.[0-9]+)?");
            String safe = !number && value.matches("(?s)[=+@\\-\\t\\r].*") ? "'" + value : value;
            return safe.matches("[^;\"\\r\\n]*") ? safe : '"' + safe.replace("\"", "\"\"") + '"';
        }
    }

    private static final class JsonRows extends Table {

        private final Appendable out;
        private final JsonProvider provider;
        private boolean any;

        JsonRows(Appendable out, JsonProvider provider, String... names) {
            super(names);
            this.out = out;
            this.provider = provider;
        }

        @Override
        void write(String[] heads, String[] values) throws IOException {
            var row = provider.createObjectBuilder();
            for (int i = 0; i < values.length; i++) {
                row.add(heads[i], values[i]);
            }
            out.append(any ? ",\n" : "[\n").append(row.build().toString());
            any = true;
        }

        @Override
        public void end() throws IOException {
            out.append(any ? "\n]\n" : "[]\n");
        }
    }
}
