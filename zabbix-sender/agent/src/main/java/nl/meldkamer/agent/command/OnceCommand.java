package nl.meldkamer.agent.command;

import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import nl.meldkamer.agent.collect.Collector;
import nl.meldkamer.agent.collect.Round;
import nl.meldkamer.agent.config.ZabbixServer;
import nl.meldkamer.agent.source.DeliveryStatus;
import nl.meldkamer.agent.source.GroupStatuses;
import nl.meldkamer.agent.source.Sources;
import nl.meldkamer.sender.Sample;
import nl.meldkamer.sender.TrapperSender;
import nl.meldkamer.templates.Group;
import nl.meldkamer.templates.yaml.Suggestion;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** One round of every group, for a person to look at. Leaves the spool alone, so it may run beside the daemon. */
@Command(
        name = "once",
        description = {
            "Collects every group once and prints each value, or why there is none.",
            "Exit status 1 when a group failed or, with --send, when Zabbix did not take everything."
        },
        mixinStandardHelpOptions = true)
final class OnceCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it
    private CommandSpec spec;

    @Mixin
    private ConfigurationOption configuration = new ConfigurationOption();

    @Option(names = "--group", paramLabel = "NAME", description = "Only this group.")
    private @Nullable String only;

    @Option(
            names = "--output",
            paramLabel = "FORM",
            defaultValue = "TABLE",
            description = "${COMPLETION-CANDIDATES}; by default ${DEFAULT-VALUE}.")
    private RoundPrinter.Form form = RoundPrinter.Form.TABLE;

    @Option(names = "--send", description = "Also sends what was collected, and says what became of it.")
    private boolean send;

    @Override
    public Integer call() {
        Logging.silent();
        Site site = configuration.site();
        List<Round> rounds = collect(site);
        PrintWriter out = spec.commandLine().getOut();
        new RoundPrinter(out, form).print(rounds);
        boolean good = rounds.stream().noneMatch(round -> round.status().isFailure());
        if (send) good &= send(site, rounds, out);
        out.flush();
        return good ? 0 : 1;
    }

    /** The collector's own groups come last, when there is something to tell. */
    private List<Round> collect(Site site) {
        GroupStatuses statuses = new GroupStatuses();
        List<Round> rounds = new ArrayList<>();
        try (Sources sources =
                Sources.of(site.configuration().sources(), statuses, () -> DeliveryStatus.Counters.NONE)) {
            List<Collector> collectors = new ArrayList<>(chosen(site).collectors(sources, InstantSource.system()));
            collectors.sort(Comparator.comparing(collector -> isOwn(collector.group())));
            for (Collector collector : collectors) {
                Round round = collector.collect();
                statuses.record(round.status());
                rounds.add(round);
            }
        }
        return rounds;
    }

    private static boolean isOwn(Group group) {
        return group.source().equals(Sources.COLLECTOR);
    }

    private Site chosen(Site site) {
        String name = only;
        if (name == null) return site;
        List<Group> groups = site.groups().stream()
                .filter(group -> group.name().equals(name))
                .toList();
        if (groups.isEmpty())
            throw new ParameterException(
                    spec.commandLine(),
                    "there is no group '" + name + "'"
                            + Suggestion.hint(
                                    name,
                                    site.groups().stream().map(Group::name).toList()));
        return new Site(site.configuration(), groups);
    }

    private static boolean send(Site site, List<Round> rounds, PrintWriter out) {
        if (site.configuration().servers().isEmpty())
            throw new CommandException("there is no Zabbix to send to: the configuration says 'server: none'");
        List<Sample> samples =
                rounds.stream().flatMap(round -> round.everything().stream()).toList();
        if (samples.isEmpty()) return true;
        boolean good = true;
        for (ZabbixServer server : site.configuration().servers()) {
            out.println();
            good &= new Direct(new TrapperSender(server.trapper()), out).send(samples);
        }
        return good;
    }
}
