package nl.meldkamer.agent.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import nl.meldkamer.agent.config.Configuration;
import nl.meldkamer.agent.config.Secret;
import nl.meldkamer.agent.config.ZabbixServer;
import nl.meldkamer.agent.spool.AgainstHistory;
import nl.meldkamer.agent.spool.DeliveredSample;
import nl.meldkamer.agent.spool.SpoolOperations;
import nl.meldkamer.agent.zabbix.Api;
import nl.meldkamer.agent.zabbix.ApiException;
import nl.meldkamer.agent.zabbix.HistoryCheck;
import nl.meldkamer.sender.Sample;

/** {@code spool verify --against-history}, with the API that the options or else the configuration name. */
final class HistoryVerification implements AgainstHistory {

    private static final int MOST_NAMED = 100;
    private static final Duration TIME_LIMIT = Duration.ofMinutes(2);

    private final Supplier<Configuration> configuration;
    private final InstantSource clock;

    HistoryVerification(Supplier<Configuration> configuration, InstantSource clock) {
        this.configuration = configuration;
        this.clock = clock;
    }

    private record Target(String destination, ZabbixServer.Api api) {}

    @Override
    public boolean verify(SpoolOperations spool, Question question, PrintWriter out) {
        boolean good = true;
        for (Target target : targets(question)) good &= verify(target, spool, question, out);
        return good;
    }

    private List<Target> targets(Question question) {
        if (question.url().isPresent()) {
            ZabbixServer.Api api =
                    new ZabbixServer.Api(URI.create(question.url().get()), new Secret(token(question.tokenFile())));
            return List.of(new Target(question.destination().orElse(ZabbixServer.DEFAULT_NAME), api));
        }
        List<Target> targets = configuration.get().servers().stream()
                .filter(server ->
                        question.destination().map(server.name()::equals).orElse(true))
                .flatMap(server -> server.api().map(api -> new Target(server.name(), api)).stream())
                .toList();
        if (targets.isEmpty())
            throw new CommandException(
                    "no API is known: give the server one in the configuration, or use --api-url and --api-token-file");
        return targets;
    }

    private static String token(Optional<Path> file) {
        Path named = file.orElseThrow(() -> new CommandException("--api-url goes only with --api-token-file"));
        try {
            return Files.readString(named).strip();
        } catch (IOException e) {
            throw new CommandException(named + " can't be read: " + e, e);
        }
    }

    private boolean verify(Target target, SpoolOperations spool, Question question, PrintWriter out) {
        Instant to = clock.instant().minus(question.settle());
        Instant from = clock.instant().minus(question.window());
        List<DeliveredSample> delivered = spool.delivered(target.destination(), from, to);
        if (delivered.isEmpty()) {
            out.println(target.destination()
                    + ": nothing is remembered as delivered in that time; is spool.remember-delivered set?");
            return false;
        }
        HistoryCheck.Result result = check(
                target.api(),
                delivered.stream().map(DeliveredSample::sample).distinct().toList());
        out.printf(
                "%s: acknowledged from %s to %s, as far as it is remembered%n",
                target.destination(),
                delivered.get(0).at(),
                delivered.get(delivered.size() - 1).at());
        print(target.destination(), result, out);
        if (question.resend() && !result.missing().isEmpty())
            out.printf("%d values wait again%n", spool.resend(idsOf(result.missing(), delivered)));
        return result.missing().isEmpty() && result.twice().isEmpty();
    }

    private static HistoryCheck.Result check(ZabbixServer.Api settings, List<Sample> samples) {
        try (Api api = new Api(settings.url(), settings.token().reveal(), TIME_LIMIT)) {
            return new HistoryCheck(api).run(samples);
        } catch (ApiException e) {
            throw new CommandException("the history can't be read: " + e.getMessage(), e);
        }
    }

    private static List<Long> idsOf(List<Sample> missing, List<DeliveredSample> delivered) {
        Set<Sample> wanted = new HashSet<>(missing);
        return delivered.stream()
                .filter(one -> wanted.remove(one.sample()))
                .map(DeliveredSample::id)
                .toList();
    }

    private static void print(String destination, HistoryCheck.Result result, PrintWriter out) {
        out.printf(
                "%s: %d values are in the history, %d are missing, %d are there twice%n",
                destination,
                result.found(),
                result.missing().size(),
                result.twice().size());
        print("missing", result.missing(), out);
        print("twice", result.twice(), out);
        result.unchecked().forEach((item, count) -> out.printf("not checked: %d values of %s%n", count, item));
    }

    private static void print(String what, List<Sample> samples, PrintWriter out) {
        samples.stream()
                .limit(MOST_NAMED)
                .forEach(sample -> out.printf(
                        "%s: %d.%09d %s %s%n", what, sample.clock(), sample.ns(), sample.host(), sample.key()));
        if (samples.size() > MOST_NAMED) out.printf("%s: and %d more%n", what, samples.size() - MOST_NAMED);
    }
}
