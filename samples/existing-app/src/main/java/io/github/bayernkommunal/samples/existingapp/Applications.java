package io.github.bayernkommunal.samples.existingapp;

import jakarta.servlet.ServletContext;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Applications for a resident's parking permit, newest last; a database in real life. */
public final class Applications {

    private final List<Entry> entries = new CopyOnWriteArrayList<>();

    private Applications() {}

    /**
     * One application.
     *
     * @param owner the login name of whoever applied
     * @param plate number plate of the car
     */
    public record Entry(String owner, String plate) {}

    static Applications of(ServletContext application) {
        synchronized (application) {
            if (application.getAttribute("applications") instanceof Applications known) {
                return known;
            }
            Applications made = new Applications();
            application.setAttribute("applications", made);
            return made;
        }
    }

    void add(String owner, String plate) {
        entries.add(new Entry(owner, plate));
    }

    List<Entry> of(String owner) {
        return entries.stream().filter(entry -> entry.owner().equals(owner)).toList();
    }

    List<Entry> all() {
        return List.copyOf(entries);
    }
}
