package nl.meldkamer.e2e.fault;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Zabbix is away until the disk of the spool is full and new samples are refused; then Zabbix is back, and in half of
 * the rounds somebody frees a part of the disk as well.
 */
final class FullDisk implements Fault {

    private static final int DISK = 3 << 20;
    private static final int BALLAST = 1 << 20;
    private static final Duration LOOK = Duration.ofMillis(300);
    private static final int LOOKS = 300;

    @Override
    public void happen(Round round) throws Exception {
        AtomicReference<Cut> cut = new AtomicReference<>(Cut.BEFORE_REQUEST);
        try (Tmpfs disk = Tmpfs.mount(round.directory().resolve("disk"), DISK);
                CuttingProxy proxy = new CuttingProxy(
                        round.zabbix().trapper(),
                        cut::get,
                        new Random(round.random().nextLong()))) {
            Path ballast = Files.write(disk.directory().resolve("ballast"), new byte[BALLAST]);
            round.spoolIn(disk.directory().resolve("spool"));
            try (ProducerProcess producer =
                    round.produce(new InetSocketAddress(InetAddress.getLoopbackAddress(), proxy.port()))) {
                long refused = awaitMore(round, 0, true);
                round.pause(Duration.ofMillis(500), Duration.ofSeconds(2));
                if (round.random().nextBoolean()) {
                    Files.delete(ballast);
                    round.note("room was made");
                }
                cut.set(Cut.NOWHERE);
                long acknowledged = round.production().acknowledged().size();
                awaitMore(round, acknowledged, false);
                round.note("full after " + acknowledged + " samples, refused " + refused + " at first");
                producer.drain(Round.PATIENCE);
                producer.kill();
            }
        }
    }

    private static long awaitMore(Round round, long than, boolean ofRefused) throws Exception {
        for (int look = 0; look < LOOKS; look++) {
            Production production = round.production();
            long now = (ofRefused ? production.refused() : production.acknowledged()).size();
            if (now > than) return now;
            round.pause(LOOK, LOOK);
        }
        throw new IOException(ofRefused ? "the disk did not get full" : "the spool took nothing when there was room");
    }
}
