package nl.meldkamer.e2e.fault;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import nl.meldkamer.e2e.ZabbixUnderFire;

/** One time through a scenario, with a spool and a journal of its own. Everything random in it comes from its seed. */
final class Round implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final Duration LOOK = Duration.ofMillis(100);
    private static final int LOOKS = 600;

    private final ZabbixUnderFire zabbix;
    private final Path directory;
    private final long first;
    private final RandomGenerator random;
    private final List<ProducerProcess> producers = new ArrayList<>();
    private final List<String> events = new ArrayList<>();
    private Path spool;
    private int acknowledgedBefore;
    private Duration clockJump = Duration.ZERO;

    /** @param first number for its samples */
    Round(ZabbixUnderFire zabbix, Path directory, long first, long seed) {
        this.zabbix = zabbix;
        this.directory = directory;
        this.first = first;
        this.spool = directory.resolve("spool");
        random = new SplittableRandom(seed);
    }

    ZabbixUnderFire zabbix() {
        return zabbix;
    }

    RandomGenerator random() {
        return random;
    }

    Path directory() {
        return directory;
    }

    /** Puts the spool elsewhere. */
    void spoolIn(Path elsewhere) {
        spool = elsewhere;
    }

    void clockJumpsBy(Duration most) {
        clockJump = most;
    }

    /** Starts a producer that sends to Zabbix itself. */
    ProducerProcess produce() throws IOException {
        return produce(zabbix.trapper());
    }

    /** Starts a producer, which goes on where the last one was when it ended. */
    ProducerProcess produce(InetSocketAddress trapper) throws IOException {
        Production before = production();
        acknowledgedBefore = before.acknowledged().size();
        ProducerSettings settings = new ProducerSettings(
                spool, journal(), trapper.getPort(), before.next(first), random.nextLong(), clockJump);
        ProducerProcess producer = ProducerProcess.start(settings, directory.resolve("producer.log"));
        producers.add(producer);
        return producer;
    }

    private Path journal() {
        return directory.resolve("journal");
    }

    Production production() throws IOException {
        return Production.read(journal());
    }

    /** Waits until the producer that was started last has samples in its spool. */
    void awaitWork() throws IOException, InterruptedException {
        int before = acknowledgedBefore;
        for (int look = 0; look < LOOKS; look++) {
            if (production().acknowledged().size() > before) return;
            Thread.sleep(LOOK.toMillis());
        }
        throw new IOException("the producer spooled nothing; its log is in " + directory);
    }

    /** Waits for a random time in a range. */
    void pause(Duration least, Duration most) throws InterruptedException {
        Thread.sleep(random.nextLong(least.toMillis(), most.toMillis() + 1));
    }

    /** Something that happened, for whoever reads the result. */
    void note(String event) {
        events.add(event);
    }

    List<String> events() {
        return List.copyOf(events);
    }

    @Override
    public void close() throws IOException {
        for (ProducerProcess producer : producers) producer.close();
    }
}
