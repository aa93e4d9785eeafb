package nl.meldkamer.e2e.performance;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import nl.meldkamer.e2e.ZabbixUnderFire;
import nl.meldkamer.sender.Address;
import nl.meldkamer.sender.Outcome;
import nl.meldkamer.sender.Packet;
import nl.meldkamer.sender.Sample;
import nl.meldkamer.sender.TrapperConfig;
import nl.meldkamer.sender.TrapperSender;

/** A Zabbix with a host and its items to send to, and the built program. */
final class Ground implements AutoCloseable {

    static final String HOST = "performance";
    /** The items are this with {@code [0]} to {@code [99]}, and the live ones with {@code [live0]} to {@code [live3]}. */
    static final String KEY = "performance.value";

    static final int ITEMS = 100;
    static final int LIVE_ITEMS = 4;

    private static final int UNSIGNED = 3;
    private static final long LOOK_NANOS = 200_000_000;
    private static final int MOST_LOOKS = 600;

    private final ZabbixUnderFire zabbix;
    private final Path directory;
    private final Path checkout;

    private Ground(ZabbixUnderFire zabbix, Path directory, Path checkout) {
        this.zabbix = zabbix;
        this.directory = directory;
        this.checkout = checkout;
    }

    static Ground start(Path directory, Path root, Path checkout) throws IOException, SQLException {
        ZabbixUnderFire zabbix = new ZabbixUnderFire(directory, root);
        try {
            zabbix.start();
            zabbix.configure(Ground::makeItems);
            awaitItems(new TrapperSender(
                    TrapperConfig.to(new Address("127.0.0.1", zabbix.trapper().getPort()))));
            return new Ground(zabbix, directory, checkout);
        } catch (IOException | SQLException | RuntimeException failed) {
            zabbix.close();
            throw failed;
        }
    }

    private static String makeItems(ZabbixUnderFire.Configuration configuration) throws IOException {
        String host = configuration.createHost(HOST);
        for (int i = 0; i < ITEMS; i++) configuration.createItem(host, KEY + "[" + i + "]", UNSIGNED);
        for (int i = 0; i < LIVE_ITEMS; i++) configuration.createItem(host, KEY + "[live" + i + "]", UNSIGNED);
        return host;
    }

    /** A server knows an item only once it has read its configuration anew. */
    private static void awaitItems(TrapperSender sender) throws IOException {
        List<Sample> samples = IntStream.range(0, ITEMS + LIVE_ITEMS)
                .mapToObj(
                        i -> Sample.of(HOST, KEY + "[" + (i < ITEMS ? "" + i : "live" + (i - ITEMS)) + "]", "0", 1, 0))
                .toList();
        for (int looks = 0; looks < MOST_LOOKS; looks++, LockSupport.parkNanos(LOOK_NANOS))
            if (sender.send(Packet.of(samples)) instanceof Outcome.Accepted) return;
        throw new IOException("the server does not take values of every item");
    }

    Path directory() {
        return directory;
    }

    int port() {
        return zabbix.trapper().getPort();
    }

    String launcher() {
        return checkout.resolve("zabbix-sender/agent/target/meldkamer/bin/meldkamer")
                .toString();
    }

    String comparison() {
        return checkout.resolve("zabbix-sender/agent/src/benchmark/compare.sh").toString();
    }

    /** zabbix_sender's or Meldkamer's options for this server. */
    List<String> destination() {
        return List.of("-z", "127.0.0.1", "-p", Integer.toString(port()));
    }

    /** Returns when the server, which answers before it writes, has written nothing for a while. */
    void awaitQuiet() throws IOException {
        long rows = -1;
        for (int same = 0; same < 10; LockSupport.parkNanos(LOOK_NANOS)) {
            long now = rows();
            same = now == rows ? same + 1 : 0;
            rows = now;
        }
    }

    /** What all processes of the server and its database that still run have used of processors. */
    static double cpuSeconds() {
        return ProcessHandle.current()
                .descendants()
                .map(ProcessHandle::info)
                .flatMap(info -> info.totalCpuDuration().stream())
                .mapToDouble(used -> used.toNanos() / 1e9)
                .sum();
    }

    /** Values that the server has written. */
    long rows() throws IOException {
        return numbers("SELECT count(*) FROM history_uint").iterator().next();
    }

    /** The values of the live items that the server has written; by its index, as reading the table is a load itself. */
    Set<Long> live() throws IOException {
        return numbers("SELECT h.value FROM items i, LATERAL"
                + " (SELECT value FROM history_uint WHERE itemid = i.itemid ORDER BY clock DESC LIMIT 100) h"
                + " WHERE i.key_ LIKE '" + KEY + "[live%'");
    }

    private Set<Long> numbers(String query) throws IOException {
        Set<Long> numbers = new HashSet<>();
        try (Connection connection = zabbix.database();
                ResultSet rows = connection.createStatement().executeQuery(query)) {
            while (rows.next()) numbers.add(rows.getLong(1));
            return numbers;
        } catch (SQLException failed) {
            throw new IOException("the database of Zabbix does not answer", failed);
        }
    }

    @Override
    public void close() throws IOException {
        zabbix.close();
    }
}
