package nl.meldkamer.e2e.fault;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Zabbix is away until new samples are refused for want of room on the spool's disk. In half of the rounds that is for
 * what the spool has written, and all that is needed is that Zabbix comes back. In the others something else fills the
 * disk to the last byte, and is gone a little after Zabbix is back.
 */
final class FullDisk implements Fault {

    private static final int DISK = 40 << 20;
    private static final int PIECE = 4096;
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
            round.spoolIn(disk.directory().resolve("spool"));
            Path stuff = disk.directory().resolve("stuff");
            boolean stuffed = round.random().nextBoolean();
            try (ProducerProcess producer =
                    round.produce(new InetSocketAddress(InetAddress.getLoopbackAddress(), proxy.port()))) {
                round.awaitWork();
                if (stuffed) fill(stuff);
                awaitMore(round, 0, true);
                round.pause(Duration.ofMillis(500), Duration.ofSeconds(2));
                cut.set(Cut.NOWHERE);
                if (stuffed) round.pause(Duration.ofSeconds(1), Duration.ofSeconds(3));
                Files.deleteIfExists(stuff);
                int acknowledged = round.production().acknowledged().size();
                awaitMore(round, acknowledged, false);
                round.note((stuffed ? "stuffed" : "filled") + " after " + acknowledged + " samples");
                producer.drain(Round.PATIENCE);
                producer.kill();
            }
        }
    }

    private static void fill(Path file) {
        try (OutputStream out = Files.newOutputStream(file)) {
            while (true) out.write(new byte[PIECE]);
        } catch (IOException full) {
            // That is what it is for.
            return;
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
