package nl.meldkamer.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A Zabbix server with its database, to send values to while either of them is stopped and killed. Lives no longer than
 * this JVM. Not thread-safe.
 */
public final class ZabbixUnderFire implements AutoCloseable {

    private static final int TRAPPER_ITEM = 2;
    private static final int UNSIGNED = 3;

    private final Postgres postgres;
    private final ZabbixServer server;
    private final ZabbixFrontend frontend;

    /**
     * @param directory for all files of the servers
     * @param root of the system that the Zabbix release is installed in; {@code /} for this machine's own
     */
    public ZabbixUnderFire(Path directory, Path root) throws IOException {
        this(directory, root, List.of(), Map.of());
    }

    /**
     * A server with more lines in its configuration.
     *
     * @param environment added to the server's own
     */
    public ZabbixUnderFire(Path directory, Path root, List<String> lines, Map<String, String> environment)
            throws IOException {
        Service.Settings settings = new Service.Settings(Account.unprivileged(), Lifetime.WITH_THIS_JVM);
        ZabbixInstallation installation = new ZabbixInstallation(root);
        postgres = new Postgres(directory.resolve("postgres"), settings);
        ZabbixServer.Additions additions = new ZabbixServer.Additions(lines, environment);
        server = new ZabbixServer(directory.resolve("zabbix-server"), settings, postgres, installation, additions);
        frontend = new ZabbixFrontend(directory.resolve("zabbix-frontend"), settings, server, postgres, installation);
    }

    /** Starts both. From then on the database loses nothing that it has committed, whatever befalls it. */
    public void start() throws IOException, SQLException {
        postgres.start();
        server.start();
        try (Connection connection = database();
                var statement = connection.createStatement()) {
            statement.execute("ALTER DATABASE " + server.database() + " SET synchronous_commit = on");
        }
        // Its sessions keep what they began with.
        stopServer();
        startServer();
    }

    /** What can be made through the API. */
    public interface Configuration {

        /** A host without interfaces; its id. */
        String createHost(String host) throws IOException;

        /**
         * A trapper item that keeps its history and no trends; its id.
         *
         * @param valueType number as in the API: 3 unsigned, 4 text
         */
        String createItem(String hostId, String key, int valueType) throws IOException;

        /**
         * Any object; its id.
         *
         * @param kind as the API calls it, such as {@code discoveryrule}
         * @param id the name of the answer's ids, such as {@code itemids}
         */
        String create(String kind, String id, Map<String, Object> object) throws IOException;

        /** Whether the server is a 6.0. */
        boolean isOf60() throws IOException;
    }

    /** What uses a configuration. */
    @FunctionalInterface
    public interface Change<T> {
        T make(Configuration configuration) throws IOException;
    }

    /** Runs a frontend for as long as something is changed; the version of its API is that of the server. */
    public <T> T configure(Change<T> change) throws IOException {
        try {
            frontend.start();
            return configureOnFrontend(change);
        } finally {
            frontend.stop();
        }
    }

    /** As {@link #configure}, while the frontend runs. */
    public <T> T configureOnFrontend(Change<T> change) throws IOException {
        return change.make(new ByApi(frontend.api().login(ZabbixApi.ADMINISTRATOR)));
    }

    /** Runs a frontend until it is stopped; where it is. */
    public URI startFrontend() throws IOException {
        frontend.start();
        return frontend.address();
    }

    public void stopFrontend() throws IOException {
        frontend.stop();
    }

    private record ByApi(ZabbixApi api) implements Configuration {

        @Override
        public String createHost(String host) throws IOException {
            JsonNode group = api.call("hostgroup.create", Map.of("name", host));
            String groupId = group.path("groupids").path(0).asText();
            return api.call("host.create", Map.of("host", host, "groups", List.of(Map.of("groupid", groupId))))
                    .path("hostids")
                    .path(0)
                    .asText();
        }

        @Override
        public String createItem(String hostId, String key, int valueType) throws IOException {
            Map<String, Object> item = new HashMap<>(
                    Map.of("hostid", hostId, "name", key, "key_", key, "type", TRAPPER_ITEM, "value_type", valueType));
            item.put("history", "90d");
            if (valueType == UNSIGNED) item.put("trends", "0");
            return create("item", "itemids", item);
        }

        @Override
        public String create(String kind, String id, Map<String, Object> object) throws IOException {
            return api.call(kind + ".create", object).path(id).path(0).asText();
        }

        @Override
        public boolean isOf60() throws IOException {
            return api.version().startsWith("6.0");
        }
    }

    /** The process that started all others of the server. */
    public long serverPid() throws IOException {
        return server.pid();
    }

    /** Where it takes values. */
    public InetSocketAddress trapper() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());
    }

    /** The database itself, with its owner's rights. */
    public Connection database() throws SQLException, IOException {
        return postgres.connect(server.database());
    }

    public void startServer() throws IOException {
        server.start();
    }

    /** As an administrator does: it writes what it has taken to the database first. */
    public void stopServer() throws IOException {
        server.stop();
    }

    /** What it has taken and not yet written is lost. */
    public void killServer() throws IOException {
        server.kill();
    }

    public void startDatabase() throws IOException {
        postgres.start();
    }

    public void stopDatabase() throws IOException {
        postgres.stop();
    }

    public void killDatabase() throws IOException {
        postgres.kill();
    }

    @Override
    public void close() throws IOException {
        frontend.stop();
        server.stop();
        postgres.stop();
    }
}
