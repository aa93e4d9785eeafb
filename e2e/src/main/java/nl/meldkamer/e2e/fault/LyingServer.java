package nl.meldkamer.e2e.fault;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import nl.meldkamer.e2e.ZabbixUnderFire;
import nl.meldkamer.sender.testing.Answers;
import nl.meldkamer.sender.testing.Behaviour;
import nl.meldkamer.sender.testing.FakeTrapper;
import nl.meldkamer.sender.testing.ReceivedRequest;
import nl.meldkamer.sender.testing.TrapperFrames;

/**
 * What answers is not always Zabbix. Half of the time the truth is told; else an answer that says less than what
 * happened, or nothing that can be understood, while Zabbix did or did not get the request.
 */
final class LyingServer implements Fault {

    private enum Lie {
        NONSENSE,
        NONSENSE_IN_A_FRAME,
        REFUSED,
        REJECTED,
        TOTAL_TOO_SMALL,
        HALF_AN_ANSWER,
        NOTHING,
        SILENCE
    }

    private static final List<Lie> LIES = List.of(Lie.values());

    @Override
    public void happen(Round round) throws Exception {
        Liar liar = new Liar(round.zabbix(), new Random(round.random().nextLong()));
        try (FakeTrapper trapper = FakeTrapper.start(liar)) {
            ProducerProcess producer = round.produce(new InetSocketAddress(
                    InetAddress.getLoopbackAddress(), trapper.address().port()));
            round.awaitWork();
            round.pause(Duration.ofSeconds(3), Duration.ofSeconds(6));
            producer.drain(Round.PATIENCE);
            producer.kill();
        }
        round.note("lies told: " + liar.told);
    }

    /** Safe for several connections at once. */
    private static final class Liar implements Behaviour {

        private final InetSocketAddress zabbix;
        private final Random random;
        private final Map<Lie, AtomicInteger> told = new EnumMap<>(Lie.class);

        Liar(ZabbixUnderFire zabbix, Random random) {
            this.zabbix = zabbix.trapper();
            this.random = random;
            for (Lie lie : Lie.values()) told.put(lie, new AtomicInteger());
        }

        @Override
        public void serve(InputStream in, OutputStream out, Consumer<ReceivedRequest> received) throws IOException {
            byte[] request = RawFrame.read(in);
            if (random.nextBoolean()) {
                out.write(RawFrame.ask(zabbix, request));
                return;
            }
            byte[] truth = random.nextBoolean()
                    ? RawFrame.ask(zabbix, request)
                    : TrapperFrames.plain(Answers.counted(1, 0, 1));
            Lie lie = LIES.get(random.nextInt(LIES.size()));
            told.computeIfAbsent(lie, any -> new AtomicInteger()).incrementAndGet();
            if (lie == Lie.SILENCE) in.readAllBytes();
            else out.write(answer(lie, truth));
        }

        private byte[] answer(Lie lie, byte[] truth) {
            return switch (lie) {
                case NONSENSE -> bytes(random.nextInt(1, 200));
                case NONSENSE_IN_A_FRAME -> TrapperFrames.plain(new String(bytes(100), UTF_8));
                case REFUSED -> TrapperFrames.plain(Answers.failed("Zabbix server shutdown in progress"));
                case REJECTED -> TrapperFrames.plain(Answers.counted(0, 1, 1));
                case TOTAL_TOO_SMALL -> TrapperFrames.plain(Answers.counted(0, 0, 0));
                case HALF_AN_ANSWER -> Arrays.copyOf(truth, random.nextInt(1, truth.length));
                case NOTHING, SILENCE -> new byte[0];
            };
        }

        private byte[] bytes(int length) {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            return bytes;
        }
    }
}
