package nl.meldkamer.agent.source;

import java.time.Duration;
import java.util.List;
import nl.meldkamer.agent.config.Address;
import nl.meldkamer.agent.config.Secret;
import nl.meldkamer.agent.config.SourceSettings.Redis;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;

final class RealRedis extends RealServer {

    private static final String PASSWORD = "right";

    RealRedis() {
        super("redis");
    }

    @Override
    void install() {
        // Makes its files itself.
    }

    @Override
    List<String> command() {
        return List.of(
                "redis-server",
                "--port",
                Integer.toString(address().port()),
                "--bind",
                "127.0.0.1",
                "--save",
                "",
                "--requirepass",
                PASSWORD);
    }

    @Override
    boolean answers() {
        try (Jedis redis = administrator()) {
            return redis.ping().equals("PONG");
        } catch (JedisException e) {
            return false;
        }
    }

    Jedis administrator() {
        return new Jedis(
                new HostAndPort(address().host(), address().port()),
                DefaultJedisClientConfig.builder()
                        .password(PASSWORD)
                        .autoNegotiateProtocol(false)
                        .build());
    }

    Redis settings(String bench) {
        return settings(address(), "", PASSWORD, bench);
    }

    Redis settings(Address at, String user, String password, String bench) {
        return new Redis(at, user, new Secret(password), bench, Duration.ofSeconds(1));
    }
}
