package nl.meldkamer.e2e;

/** In what state an association is generated. */
enum Health {
    /** Nothing that a trigger would be raised for. */
    GOOD,
    /** Something of everything that is counted as wrong. */
    TROUBLED;

    /** How many of something that is wrong. */
    int troubles(int count) {
        return this == TROUBLED ? count : 0;
    }
}
