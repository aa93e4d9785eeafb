package nl.meldkamer.audit.tail;

import java.time.Duration;
import java.time.LocalDateTime;

/** A place in the order of (modified, name). Its text is the time, a space, and the name. */
record Position(LocalDateTime modified, String name) {

    static final Position START = new Position(LocalDateTime.of(1970, 1, 1, 0, 0), "");

    static Position parse(String text) {
        int space = text.indexOf(' ');
        if (space < 0) throw new IllegalArgumentException("a cursor of the store is not a position");
        return new Position(LocalDateTime.parse(text.substring(0, space)), text.substring(space + 1));
    }

    String text() {
        return modified + " " + name;
    }

    Position back(Duration time) {
        return this.equals(START) ? START : new Position(modified.minus(time), "");
    }

    /** The other one, unless it is earlier; how names are ordered is the database's to say. */
    Position orLater(Position other) {
        return other.modified.isBefore(modified) ? this : other;
    }
}
