package nl.meldkamer.templates.yaml;

import static java.util.stream.Collectors.joining;

import java.util.List;

/** Documents cannot be used; the message has a line for each fault, with file, line, key and what to do. */
public final class InvalidDocumentException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    public InvalidDocumentException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(joining("\n")));
        this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
        return problems;
    }
}
