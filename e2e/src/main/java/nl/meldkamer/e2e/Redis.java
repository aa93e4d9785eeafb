package nl.meldkamer.e2e;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import redis.clients.jedis.RedisClient;

/** Redis as Debian packages it. Keeps nothing on disk. */
final class Redis implements Server {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Path directory;
    private final Account account;
    private final Service service;

    Redis(Path directory, Service.Settings settings) {
        this.directory = directory;
        account = settings.account();
        service = new Service("redis", directory, settings, Signal.TERM);
    }

    @Override
    public String name() {
        return "Redis";
    }

    @Override
    public int port() {
        return Port.of(directory);
    }

    @Override
    public void start() throws IOException {
        account.directory(directory);
        service.start(command(), Map.of(), this::ping, PATIENCE);
    }

    private List<String> command() {
        return List.of(
                "redis-server",
                "--port",
                Integer.toString(port()),
                "--bind",
                Port.HOST,
                "--dir",
                directory.toString(),
                "--save",
                "",
                "--appendonly",
                "no");
    }

    private void ping() {
        try (RedisClient client = connect()) {
            client.ping();
        }
    }

    RedisClient connect() {
        return RedisClient.create(Port.HOST, port());
    }

    @Override
    public void stop() throws IOException {
        service.stop();
    }

    @Override
    public boolean isRunning() throws IOException {
        return service.isRunning();
    }
}
