package nl.meldkamer.agent.install;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.regex.Pattern;
import nl.meldkamer.templates.Catalogue;
import nl.meldkamer.templates.api.ZabbixApi;
import nl.meldkamer.templates.install.HostInterface;
import nl.meldkamer.templates.install.InstallException;
import nl.meldkamer.templates.install.Installation;
import nl.meldkamer.templates.install.Plan;
import nl.meldkamer.templates.install.SiteFiles;
import nl.meldkamer.templates.install.SiteRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code meldkamer install}: brings into Zabbix what the catalogue needs there. */
@Command(
        name = "install",
        description = {
            "Makes in Zabbix what the catalogue needs: template, host with its interface or its pre-shared key, macros,"
                    + " dashboard, services, SLA, and a user of Meldkamer's own.",
            "Shows what it will do, and asks. What is as it should be is left alone; what an administrator changed is"
                    + " kept and named. After a failure, run it again.",
            "Exit status 1 when it was not done, or only shown."
        },
        mixinStandardHelpOptions = true)
public final class InstallCommand implements Callable<Integer> {

    private static final Pattern HOST_NAME = Pattern.compile("[0-9a-zA-Z_. -]{1,128}");

    private final Function<String, Catalogue> catalogues;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it
    private CommandSpec spec;

    @Mixin
    private ApiOptions zabbix = new ApiOptions();

    @Mixin
    private Dialogue dialogue = new Dialogue();

    @Option(
            names = "--host",
            required = true,
            paramLabel = "NAME",
            description = "Technical name of the site's host in Zabbix: 'host' in meldkamer.yaml.")
    private String host = "";

    @Option(
            names = "--group",
            paramLabel = "NAME",
            defaultValue = "Associations",
            description = "Host group for the host; by default ${DEFAULT-VALUE}.")
    private String group = "Associations";

    @Option(
            names = "--catalogue",
            paramLabel = "DIR",
            description = "Directory of a catalogue, or the name of a built-in one; may be given several times; by"
                    + " default verenigingen, and with --via jmx meldkamer, the collector itself.")
    private List<String> names = List.of();

    @Mixin
    private ViaOptions via = new ViaOptions();

    @Option(
            names = "--macro",
            paramLabel = "MACRO=VALUE",
            description = "A value of the site's own for a macro: --macro '{$$VER.QUEUE.WARN}=5'. May be given several"
                    + " times.")
    private List<String> macros = List.of();

    @Option(names = "--macros", paramLabel = "FILE", description = "File with a MACRO=VALUE on each line.")
    private List<Path> macroFiles = List.of();

    @Option(
            names = "--directory",
            paramLabel = "DIR",
            defaultValue = DirectoryOption.DEFAULT,
            description = DirectoryOption.DESCRIPTION)
    private Path directory = Path.of(DirectoryOption.DEFAULT);

    @Option(
            names = "--time-zone",
            paramLabel = "ZONE",
            description = "Time zone in which the SLA counts, such as Europe/Amsterdam; by default the machine's.")
    private ZoneId timeZone = ZoneId.systemDefault();

    @Option(names = "--no-psk", description = "Leave the host's encryption as it is. Only what is pushed has a key.")
    private boolean noPsk;

    @Option(names = "--no-user", description = "Make no user, role and token for Meldkamer.")
    private boolean noUser;

    @Mixin
    private AuditOptions audit = new AuditOptions();

    @Option(names = "--overwrite", description = "Also replace what an administrator has changed.")
    private boolean overwrite;

    /** With what finds a catalogue by directory or name, and throws with what to do when there is none. */
    public InstallCommand(Function<String, Catalogue> catalogues) {
        this.catalogues = catalogues;
    }

    @Override
    public Integer call() {
        SiteRequest request = request();
        PrintWriter out = spec.commandLine().getOut();
        try (ZabbixApi api = zabbix.connect(System.getenv())) {
            out.printf("Zabbix %s at %s%n", api.version(), api.address());
            api.note().ifPresent(note -> out.println("note: " + note));
            Plan plan = installation(api, request).plan();
            boolean isDone = dialogue.carryOut(
                    plan,
                    done -> installation(api.until(zabbix.deadline()), request).apply(plan, done),
                    out);
            if (isDone) tell(out);
            out.flush();
            return isDone ? 0 : 1;
        }
    }

    private SiteRequest request() {
        if (host.isBlank() || !HOST_NAME.matcher(host).matches())
            throw new InstallException("--host must have 1 to 128 of the characters that Zabbix takes in the technical"
                    + " name of a host: letters, digits, spaces, dots, dashes and underscores");
        List<HostInterface> interfaces = via.interfaces();
        List<Catalogue> found = via.catalogues(names).stream()
                .map(catalogues)
                .map(via::catalogue)
                .toList();
        return new SiteRequest(
                host,
                group,
                found,
                interfaces,
                new MacroValues(found).read(macros, macroFiles),
                timeZone,
                LocalDate.now(timeZone),
                !noPsk && via.isPushed(),
                !noUser,
                audit.target());
    }

    private Installation installation(ZabbixApi api, SiteRequest request) {
        return Installation.of(api, request, directory.toAbsolutePath(), new SecureRandom(), overwrite);
    }

    /** What meldkamer.yaml has to say to go with it. */
    private void tell(PrintWriter out) {
        SiteFiles files = new SiteFiles(directory.toAbsolutePath());
        out.println();
        if (!noUser) out.println("The API token of Meldkamer's own user is in " + files.token() + ".");
        out.println("For meldkamer.yaml:");
        out.println();
        out.println("host: " + quoted(host));
        if (via.isPushed()) tellOfServer(files, out);
        else via.tell(out);
        if (audit.target().isPresent()) tellOfAlerts(files, out);
    }

    private static void tellOfAlerts(SiteFiles files, PrintWriter out) {
        out.println();
        out.println("For the audit store, which is told of alerts now, with the token that you named:");
        out.println();
        out.println("server:");
        out.println("  api: {url: ZABBIX-FRONTEND/api_jsonrpc.php, token: \"${file:" + files.token() + "}\"}");
        out.println("audit:");
        out.println("  producers:");
        out.println("    zabbix: {token: \"${file:FILE}\"}");
        out.println("  alerts: {producer: zabbix}");
    }

    private void tellOfServer(SiteFiles files, PrintWriter out) {
        out.println("server:");
        out.println("  address: ZABBIX-SERVER:10051");
        if (noPsk) return;
        out.println("  tls: {psk: {identity: " + quoted(SiteFiles.identity(host)) + ", file: "
                + quoted(files.key().toString()) + "}}");
        out.println();
        out.println("The daemon's user must be able to read that file, and nobody else.");
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
