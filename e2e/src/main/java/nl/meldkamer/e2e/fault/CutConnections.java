package nl.meldkamer.e2e.fault;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.StringJoiner;

/** Every other connection breaks somewhere, also while the spool is drained. */
final class CutConnections implements Fault {

    private static final List<Cut> CUTS = List.of(Cut.values());

    @Override
    public void happen(Round round) throws Exception {
        // Proxy and cuts are asked by several threads, and this Random is safe for that.
        Random random = new Random(round.random().nextLong());
        try (CuttingProxy proxy = new CuttingProxy(round.zabbix().trapper(), () -> anyCut(random), random)) {
            ProducerProcess producer =
                    round.produce(new InetSocketAddress(InetAddress.getLoopbackAddress(), proxy.port()));
            round.awaitWork();
            round.pause(Duration.ofSeconds(2), Duration.ofSeconds(5));
            producer.drain(Round.PATIENCE);
            round.note(told(proxy));
        }
    }

    private static Cut anyCut(Random random) {
        return random.nextBoolean() ? Cut.NOWHERE : CUTS.get(random.nextInt(CUTS.size()));
    }

    private static String told(CuttingProxy proxy) {
        StringJoiner told = new StringJoiner(", ", "connections ended ", "");
        for (Cut cut : Cut.values()) told.add(cut + " " + proxy.made(cut));
        return told.toString();
    }
}
