package nl.meldkamer.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * All the servers that Meldkamer works between, in one directory: the association's databases and queues on the one side,
 * a Zabbix on the other. The demonstration and the end-to-end tests both play on it.
 */
final class Stage implements AutoCloseable {

    private final Path directory;
    private final Service.Settings settings;
    private final MariaDb mariaDb;
    private final Redis redis;
    private final Postgres postgres;
    private final ZabbixServer zabbix;
    private final ZabbixFrontend frontend;

    Stage(Path directory, Service.Settings settings) {
        this(directory, settings, ZabbixInstallation.ofThisMachine());
    }

    Stage(Path directory, Service.Settings settings, ZabbixInstallation installation) {
        this.directory = directory;
        this.settings = settings;
        mariaDb = new MariaDb(directory.resolve("mariadb"), settings);
        redis = new Redis(directory.resolve("redis"), settings);
        postgres = new Postgres(directory.resolve("postgres"), settings);
        zabbix = new ZabbixServer(directory.resolve("zabbix-server"), settings, postgres, installation);
        frontend = new ZabbixFrontend(directory.resolve("zabbix-frontend"), settings, zabbix, postgres, installation);
    }

    /** In the order in which they are to be started. */
    List<Server> servers() {
        return List.of(mariaDb, redis, postgres, zabbix, frontend);
    }

    void start() throws IOException {
        for (Server server : servers()) server.start();
    }

    @Override
    public void close() throws IOException {
        List<Server> servers = servers();
        for (int i = servers.size() - 1; i >= 0; i--) servers.get(i).stop();
    }

    Path directory() {
        return directory;
    }

    Service.Settings settings() {
        return settings;
    }

    MariaDb mariaDb() {
        return mariaDb;
    }

    Redis redis() {
        return redis;
    }

    Postgres postgres() {
        return postgres;
    }

    ZabbixServer zabbix() {
        return zabbix;
    }

    ZabbixFrontend frontend() {
        return frontend;
    }

    /** The association's site, which is on MariaDB unless said otherwise; not made until it is filled. */
    SiteDatabase site() throws IOException {
        return siteOn(mariaDb);
    }

    SiteDatabase siteOn(Engine engine) throws IOException {
        return new SiteDatabase(engine, "delinde", new Login("meldkamer", Secret.keptIn(readerPassword())));
    }

    /** The file with the password of Meldkamer's own account on the site's database. */
    Path readerPassword() throws IOException {
        Path file = settings.account().directory(directory.resolve("meldkamer")).resolve("app.password");
        if (!Files.exists(file)) Secret.keptIn(file);
        return settings.account().own(file);
    }

    /** What can be done with this Zabbix, as its administrator. */
    ZabbixAdministration administration() throws IOException {
        return new ZabbixAdministration(frontend.api().login(ZabbixApi.ADMINISTRATOR));
    }
}
