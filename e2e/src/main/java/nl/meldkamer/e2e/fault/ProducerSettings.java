package nl.meldkamer.e2e.fault;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What a producer is told, as words of a command line.
 *
 * @param spool its directory
 * @param port of the trapper on 127.0.0.1
 * @param first number to give
 * @param jump how far its clock goes wrong; zero for a clock that does not
 */
record ProducerSettings(Path spool, Path journal, int port, long first, long seed, Duration jump) {

    List<String> words() {
        return List.of(
                spool.toString(),
                journal.toString(),
                Integer.toString(port),
                Long.toString(first),
                Long.toString(seed),
                jump.toString());
    }

    static ProducerSettings of(String... words) {
        return new ProducerSettings(
                Path.of(words[0]),
                Path.of(words[1]),
                Integer.parseInt(words[2]),
                Long.parseLong(words[3]),
                Long.parseLong(words[4]),
                Duration.parse(words[5]));
    }
}
