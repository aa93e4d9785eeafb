package nl.meldkamer.agent.command;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import io.sentry.Sentry;
import io.sentry.logback.SentryAppender;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where the program's log lines go: from the daemon to standard error, from any other command nowhere. */
final class Logging {

    private static final String SENTRY_DSN = "SENTRY_DSN";

    private Logging() {}

    static void silent() {
        reset().getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.OFF);
    }

    /** A journal adds the time by itself, and a terminal does not. */
    static void daemon(Level level) {
        LoggerContext context = reset();
        boolean journal = System.getenv("JOURNAL_STREAM") != null;
        ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(level);
        root.addAppender(
                console(context, (journal ? "" : "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} ") + "%-5level %msg%n%ex{5}"));
        for (String chatty : new String[] {"oshi", "org.mariadb", "com.zaxxer", "redis"})
            context.getLogger(chatty).setLevel(Level.WARN);
        if (System.getenv(SENTRY_DSN) != null) root.addAppender(sentry(context));
    }

    private static LoggerContext reset() {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        return context;
    }

    private static Appender<ILoggingEvent> console(LoggerContext context, String pattern) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setCharset(StandardCharsets.UTF_8);
        encoder.setPattern(pattern);
        encoder.start();
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(context);
        appender.setTarget("System.err");
        appender.setEncoder(encoder);
        appender.start();
        return appender;
    }

    /** Sends no host name, user or address along: nothing leaves but the message and where it was logged. */
    private static Appender<ILoggingEvent> sentry(LoggerContext context) {
        Sentry.init(options -> {
            options.setDsn(System.getenv(SENTRY_DSN));
            options.setSendDefaultPii(false);
            options.setAttachServerName(false);
        });
        SentryAppender appender = new SentryAppender();
        appender.setContext(context);
        appender.start();
        return appender;
    }
}
