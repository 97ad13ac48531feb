package io.github.bayernkommunal.portalregistry.internal.xzufi;

import io.github.bayernkommunal.portalregistry.XzufiCheck.Finding;
import io.github.bayernkommunal.portalregistry.XzufiCheck.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Collects the findings of one file. */
final class Findings {

    private final String file;
    private final int most;
    private final List<Finding> found = new ArrayList<>();
    private Supplier<String> object = () -> "";
    private int line;
    private boolean error;

    /** Keeps at most so many findings; an error counts all the same. */
    Findings(String file, int most) {
        this.file = file;
        this.most = most;
    }

    /** From now on findings are about this object, whose key is made to a text only for a finding. */
    void about(Supplier<String> key, int atLine) {
        object = key;
        line = atLine;
    }

    void error(String path, String rule, String text, String remedy) {
        error = true;
        add(path, rule, Severity.ERROR, text, remedy);
    }

    void warning(String path, String rule, String text, String remedy) {
        add(path, rule, Severity.WARNING, text, remedy);
    }

    private void add(String path, String rule, Severity severity, String text, String remedy) {
        if (found.size() < most) {
            found.add(new Finding(file, object.get(), path, line, rule, severity, text, remedy));
        }
    }

    boolean hasError() {
        return error;
    }

    List<Finding> all() {
        return found;
    }
}
