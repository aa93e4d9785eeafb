package nl.meldkamer.agent.audit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import nl.meldkamer.audit.privacy.Door;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Why somebody decides something: nothing is decided without. */
final class ReasonOption {

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why; no personal data.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String text;

    /** That of the account that runs this, now; throws {@link ParameterException} when the reason says nothing. */
    Decision decision() {
        if (text.isBlank()) throw new ParameterException(spec.commandLine(), "--reason is empty");
        return new Decision(Operator.name(), Door.clean(text), Instant.now().truncatedTo(ChronoUnit.MICROS));
    }
}
