package nl.meldkamer.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import nl.meldkamer.sender.Address;
import org.jspecify.annotations.Nullable;

/**
 * A Zabbix server with its database and its frontend, and nothing that it monitors. Lives no longer than this JVM. Not
 * thread-safe.
 */
public final class ZabbixAlone implements AutoCloseable {

    private final Postgres postgres;
    private final ZabbixServer server;
    private final ZabbixFrontend frontend;
    private @Nullable ZabbixApi api;

    /**
     * @param directory for all files of the servers
     * @param root of the system that the Zabbix release is installed in; {@code /} for this machine's own
     */
    public ZabbixAlone(Path directory, Path root) throws IOException {
        Service.Settings settings = new Service.Settings(Account.unprivileged(), Lifetime.WITH_THIS_JVM);
        ZabbixInstallation installation = new ZabbixInstallation(root);
        postgres = new Postgres(directory.resolve("postgres"), settings);
        server = new ZabbixServer(directory.resolve("zabbix-server"), settings, postgres, installation);
        frontend = new ZabbixFrontend(directory.resolve("zabbix-frontend"), settings, server, postgres, installation);
    }

    /** Starts all of it; from then on calls to the API are made as its administrator. */
    public void start() throws IOException {
        for (Server each : List.of(postgres, server, frontend)) each.start();
        api = frontend.api().login(ZabbixApi.ADMINISTRATOR);
    }

    /** The result of a method of the Zabbix API. Throws with what the API said when it refused. */
    public JsonNode call(String method, Object parameters) throws IOException {
        return api().call(method, parameters);
    }

    private ZabbixApi api() {
        return Objects.requireNonNull(api, "not started");
    }

    public void importTemplate(String xml) throws IOException {
        new ZabbixAdministration(api()).importTemplate(xml);
    }

    /** Where it takes values. */
    public Address trapper() {
        return new Address(Port.HOST, server.port());
    }

    @Override
    public void close() throws IOException {
        for (Server each : List.of(frontend, server, postgres)) each.stop();
    }
}
