package nl.meldkamer.agent.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import nl.meldkamer.audit.privacy.BadKeyException;
import nl.meldkamer.audit.privacy.CheckpointHeads;
import nl.meldkamer.audit.privacy.DataKeys;
import nl.meldkamer.audit.privacy.ErasureCertificate;
import nl.meldkamer.audit.privacy.Erasures;
import nl.meldkamer.audit.privacy.HeldException;
import nl.meldkamer.audit.privacy.TreeHeads;
import nl.meldkamer.audit.store.AuditStore;
import nl.meldkamer.audit.store.Role;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code meldkamer audit erase}: destroys the keys of a person's erasable fields. */
@Command(
        name = "erase",
        exitCodeOnInvalidInput = 1,
        description = {
            "Erase a person: destroy the keys of the fields that may go. What the law wants kept goes when its period"
                    + " ends. The record stays, and can still be proven.",
            "Exits 0 when it is done or, with --dry-run, could be; 1 when not."
        })
final class EraseCommand implements Callable<Integer> {

    private static final String CONSENT = "erase";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private AuditCommand audit;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(
            paramLabel = "PERSON",
            description = "What the app calls the person, such as a member's number; - reads it from standard input.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String person;

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            description = "Such as the number of the request; no personal data.")
    private String reason = "asked for";

    @Option(names = "--stream", paramLabel = "NAME", description = "By default the one of the configuration.")
    private @Nullable String stream;

    @Option(
            names = "--certificate",
            paramLabel = "FILE",
            description = "A new file for the certificate; names no person.")
    private @Nullable Path certificate;

    @Option(names = "--dry-run", description = "Say what would be erased, and erase nothing.")
    private boolean dryRun;

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    @Override
    public Integer call() throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        String name = person.equals("-") ? Optional.ofNullable(in.readLine()).orElse("") : person;
        if (name.isBlank()) throw new ParameterException(spec.commandLine(), "the person has no name");
        DataKeys keys = PersonKeys.read(audit.settings());
        return audit.reading(store -> {
            Erasures erasures = erasures(store, keys);
            String of = stream == null ? audit.settings().stream() : stream;
            Erasures.Request request = new Erasures.Request(of, name, Operator.name(), reason);
            try {
                if (!mayGo(erasures.preview(request), in)) return 1;
                return dryRun ? 0 : erase(erasures, request);
            } catch (BadKeyException | HeldException e) {
                throw new AuditException("nothing is erased: " + e.getMessage(), e);
            } catch (IOException e) {
                throw new AuditException("nothing is erased: " + certificate + " can't be made: " + e, e);
            }
        });
    }

    static Erasures erasures(AuditStore store, DataKeys keys) {
        return new Erasures(
                store.as(Role.RETENTION),
                keys,
                new OutboxNumbers(store),
                new CheckpointHeads(store),
                InstantSource.system());
    }

    private boolean mayGo(Erasures.Preview preview, BufferedReader in) throws IOException {
        out().printf("keys to destroy  %d, of %d events%n", preview.keys(), preview.events());
        out().printf("kept by law      of the years %s%n", preview.keptYears());
        preview.holds().forEach(hold -> out().printf("legal hold       %s%n", hold));
        if (!preview.holds().isEmpty()) return false;
        if (dryRun || yes) return true;
        out().printf("This can't be undone. Type '%s' to go on: %n", CONSENT);
        out().flush();
        boolean agreed = CONSENT.equals(in.readLine());
        if (!agreed) out().println("nothing is erased");
        return agreed;
    }

    /** The file is made first: a certificate that can't be written is found out before anything is gone. */
    private int erase(Erasures erasures, Erasures.Request request) throws BadKeyException, IOException {
        if (certificate != null) make(certificate);
        ErasureCertificate erased = erasures.erase(request);
        String json = MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(json(erased)) + "\n";
        if (certificate == null) out().print(json);
        else {
            Files.writeString(certificate, json, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.SYNC);
            out().printf("erased; the certificate is in %s%n", certificate);
        }
        return 0;
    }

    private static void make(Path file) throws IOException {
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r-----")));
        } catch (FileAlreadyExistsException e) {
            throw new AuditException(file + " is there already, and nothing is erased; name a new file", e);
        }
    }

    private static ObjectNode json(ErasureCertificate erased) {
        ObjectNode json = MAPPER.createObjectNode()
                .put("erasure", erased.id().toString())
                .put("stream", erased.stream())
                .put("at", erased.at().toString());
        for (UUID key : erased.keys()) json.withArray("destroyed_keys").add(key.toString());
        json.put("search_terms", erased.searchTerms());
        json.putObject("event").put("id", erased.eventId()).put("seq", erased.seq());
        head(json, "tree_before", erased.before());
        head(json, "tree_after", erased.after());
        return json;
    }

    private static void head(ObjectNode json, String name, TreeHeads.@Nullable Head head) {
        if (head == null) json.putNull(name);
        else json.putObject(name).put("size", head.size()).put("root", head.root());
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
