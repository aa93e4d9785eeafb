package nl.meldkamer.agent.tail;

import java.util.List;

/**
 * What a log file gave.
 *
 * @param lines whole ones, without their ends, in the order of the file
 * @param position to read on from
 * @param skipped bytes that were passed over: too far behind, or a line that is too long
 */
public record Chunk(List<String> lines, Position position, long skipped) {

    public Chunk {
        lines = List.copyOf(lines);
    }
}
