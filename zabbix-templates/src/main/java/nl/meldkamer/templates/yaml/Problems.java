package nl.meldkamer.templates.yaml;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects faults while documents are read, so that the user sees all of them at once. Not thread-safe. */
public final class Problems {

    private final Set<Problem> found = new LinkedHashSet<>();

    /** The same fault, met twice, counts once. */
    public void add(Problem problem) {
        found.add(problem);
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    public List<Problem> list() {
        return List.copyOf(found);
    }

    /** Throws {@link InvalidDocumentException} with every fault, if there is any. */
    public void throwIfAny() {
        if (!found.isEmpty()) throw new InvalidDocumentException(list());
    }
}
