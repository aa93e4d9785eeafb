package nl.meldkamer.agent.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.List;
import java.util.concurrent.Callable;
import nl.meldkamer.audit.privacy.BadKeyException;
import nl.meldkamer.audit.privacy.PersonalSearch;
import nl.meldkamer.audit.store.AuditStore;
import nl.meldkamer.audit.store.Role;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code meldkamer audit search}: finds events by what they have only as ciphertext. */
@Command(
        name = "search",
        exitCodeOnInvalidInput = 1,
        description = {
            "The events with an account number or a person in their encrypted fields, a JSON object a line. Nothing is"
                    + " decrypted, and what was erased is not found.",
            "Exits 0 when any is found, 1 when none is, or it could not be searched."
        })
final class SearchCommand implements Callable<Integer> {

    private static final String FROM_INPUT = "-";

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private AuditCommand audit;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Sought sought;

    /** One of them. */
    private static final class Sought {

        @Option(
                names = "--account",
                paramLabel = "IBAN",
                description = "In any notation; - reads it from standard input, where no list of processes shows it.")
        private @Nullable String account;

        @Option(
                names = "--person",
                paramLabel = "NAME",
                description = "As the app names the person, such as a member's number; - as above.")
        private @Nullable String person;
    }

    @Option(names = "--stream", paramLabel = "NAME", description = "By default the one of the configuration.")
    private @Nullable String stream;

    @Option(names = "--limit", paramLabel = "N", defaultValue = "100", description = "By default 100.")
    private int limit;

    @Override
    public Integer call() throws IOException {
        String account = sought.account == null ? null : given(sought.account);
        String person = sought.person == null ? null : given(sought.person);
        return audit.reading(store -> {
            List<PersonalSearch.Place> places = places(store, account, person);
            places.forEach(
                    place -> store.reader().event(place.stream(), place.seq()).ifPresent(audit::print));
            return places.isEmpty() ? 1 : 0;
        });
    }

    private String given(String value) throws IOException {
        if (!value.equals(FROM_INPUT)) return value;
        String line = new BufferedReader(new InputStreamReader(System.in, UTF_8)).readLine();
        if (line == null || line.isBlank())
            throw new ParameterException(spec.commandLine(), "there is nothing on standard input to search for");
        return line;
    }

    private List<PersonalSearch.Place> places(AuditStore store, @Nullable String account, @Nullable String person) {
        PersonalSearch search = new PersonalSearch(store.as(Role.RETENTION), PersonKeys.read(audit.settings()));
        String in = stream == null ? audit.settings().stream() : stream;
        try {
            if (account != null) return search.account(in, account, limit);
            return person == null ? List.of() : search.person(in, person, limit);
        } catch (BadKeyException e) {
            throw new AuditException("it can't be searched: " + e.getMessage(), e);
        }
    }
}
