package nl.meldkamer.agent.send;

/** What the lines of an input file hold, blanks between the fields. */
enum LineFormat {
    VALUE("<host> <key> <value>"),
    TIMESTAMP("<host> <key> <timestamp> <value>"),
    TIMESTAMP_NS("<host> <key> <timestamp> <ns> <value>");

    private final String shape;

    LineFormat(String shape) {
        this.shape = shape;
    }

    boolean hasTimestamp() {
        return this != VALUE;
    }

    boolean hasNs() {
        return this == TIMESTAMP_NS;
    }

    /** As told to a person. */
    String shape() {
        return shape;
    }
}
