package nl.meldkamer.agent.source;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.stream.Stream;
import nl.meldkamer.agent.config.SourceSettings.Redis;
import nl.meldkamer.agent.source.SourceException.Failure;
import nl.meldkamer.templates.Collect;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisAccessControlException;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/** A Redis, with the queues of RQ or without. A kept connection that turns out to be broken is replaced and the question put once more. */
final class RedisSource implements Source {

    private final String name;
    private final Redis settings;
    private volatile @Nullable Jedis connection;

    RedisSource(String name, Redis settings) {
        this.name = name;
        this.settings = settings;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean understands(Collect question) {
        return question instanceof Collect.Rq
                || question instanceof Collect.RedisInfo
                || question instanceof Collect.Ping;
    }

    @Override
    public Answer ask(Collect question, ZonedDateTime now) throws SourceException {
        boolean kept = connection != null;
        Exchange exchange = new Exchange(now.toInstant(), System::nanoTime);
        try {
            return answer(question, now, exchange);
        } catch (SourceException e) {
            if (!kept || e.failure() != Failure.UNREACHABLE) throw e;
            return answer(question, now, exchange);
        }
    }

    @Override
    public String identify() throws SourceException {
        try {
            String version = connected()
                    .info("server")
                    .lines()
                    .filter(line -> line.startsWith("redis_version:"))
                    .map(line -> " " + line.substring("redis_version:".length()))
                    .findFirst()
                    .orElse("");
            return "Redis" + version + " at " + settings.address();
        } catch (JedisException e) {
            throw failed(e);
        }
    }

    private Answer answer(Collect question, ZonedDateTime now, Exchange exchange) throws SourceException {
        try {
            if (question instanceof Collect.Ping) return ping(exchange);
            if (question instanceof Collect.RedisInfo)
                return RedisInfo.read(connected().info());
            return new RqQueues(connected(), settings.bench()).read(now.toInstant());
        } catch (JedisException e) {
            throw failed(e);
        }
    }

    /** Connects first, as the client does so with its first command only. */
    private Answer ping(Exchange exchange) {
        Jedis redis = connected();
        redis.connect();
        exchange.sending();
        List<String> time = redis.time();
        long micros = Long.parseLong(time.get(1));
        return exchange.received(Instant.ofEpochSecond(Long.parseLong(time.get(0)), micros * 1000));
    }

    private Jedis connected() {
        @Nullable Jedis open = connection;
        if (open != null) return open;
        HostAndPort at =
                new HostAndPort(settings.address().host(), settings.address().port());
        Jedis fresh = new Jedis(at, clientSettings());
        connection = fresh;
        return fresh;
    }

    private DefaultJedisClientConfig clientSettings() {
        int timeout = (int) settings.timeout().toMillis();
        DefaultJedisClientConfig.Builder builder =
                DefaultJedisClientConfig.builder().timeoutMillis(timeout).autoNegotiateProtocol(false);
        if (!settings.user().isEmpty()) builder.user(settings.user());
        if (!settings.password().reveal().isEmpty())
            builder.password(settings.password().reveal());
        return builder.build();
    }

    private SourceException failed(JedisException e) {
        Failure failure = classify(e);
        if (failure == Failure.UNREACHABLE || failure == Failure.TIMEOUT) close();
        return new SourceException(name, failure, words(failure, e), e);
    }

    private Failure classify(JedisException e) {
        String message = String.valueOf(e.getMessage());
        if (message.startsWith("NOPERM")) return Failure.FORBIDDEN;
        if (e instanceof JedisAccessControlException || message.startsWith("NOAUTH")) return Failure.REFUSED;
        if (message.startsWith("LOADING") || message.startsWith("MASTERDOWN")) return Failure.UNREACHABLE;
        if (!(e instanceof JedisConnectionException)) return Failure.OTHER;
        return connection != null && cause(e) instanceof SocketTimeoutException ? Failure.TIMEOUT : Failure.UNREACHABLE;
    }

    private String words(Failure failure, JedisException e) {
        String server = "Redis at " + settings.address();
        return switch (failure) {
            case REFUSED -> server + " does not let us in: check user and password";
            case FORBIDDEN ->
                server + " forbids a command: allow its user to read the keys rq:*, and the commands info and time";
            case TIMEOUT ->
                "no answer within " + settings.timeout().toSeconds()
                        + " s: raise the source's timeout, or see why Redis is slow";
            case OTHER ->
                server + " answered with an error" + (e instanceof JedisDataException ? " (" + errorCode(e) + ")" : "");
            default -> "no usable " + server + " (" + reason(e) + "): does it run, are host and port right?";
        };
    }

    /** The first word of an error is its kind; what follows may quote a key. */
    private static String errorCode(JedisException e) {
        return String.valueOf(e.getMessage()).split(" ", 2)[0];
    }

    private static String reason(JedisException e) {
        Throwable cause = cause(e);
        return cause instanceof IOException ? String.valueOf(cause.getMessage()) : errorCode(e);
    }

    /** The innermost cause that is of the network; the client hides those of connecting among the suppressed. */
    private static Throwable cause(Throwable e) {
        return Stream.iterate(e, (@Nullable Throwable cause) -> cause != null, Throwable::getCause)
                .flatMap(cause -> Stream.concat(Stream.of(cause), Stream.of(cause.getSuppressed())))
                .filter(IOException.class::isInstance)
                .reduce((outer, inner) -> inner)
                .orElse(e);
    }

    @Override
    public void close() {
        @Nullable Jedis open = connection;
        connection = null;
        try {
            if (open != null) open.close();
        } catch (JedisException e) {
            // Nothing of ours is lost with a connection that is gone anyway.
        }
    }
}
