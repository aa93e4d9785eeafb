package nl.meldkamer.agent.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.concurrent.Callable;
import nl.meldkamer.audit.evidence.EvidenceException;
import nl.meldkamer.audit.evidence.EvidencePack;
import nl.meldkamer.audit.evidence.MandateEvidence;
import nl.meldkamer.audit.evidence.PersonalReader;
import nl.meldkamer.audit.privacy.PersonalVault;
import nl.meldkamer.audit.seal.Witness;
import nl.meldkamer.audit.store.AuditStore;
import nl.meldkamer.audit.store.Role;
import nl.meldkamer.audit.tree.VerifierKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code meldkamer audit evidence}: everything about one mandate, for a claim that there was none. */
@Command(
        name = "evidence",
        exitCodeOnInvalidInput = 1,
        description = {
            "Put together everything about a mandate, with a proof of each event and the program that verifies them: for a"
                    + " claim of up to 13 months after a collection.",
            "Exits 0 when it is made, 1 when there is nothing about the mandate, or it can't be made whole."
        })
final class EvidenceCommand implements Callable<Integer> {

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private AuditCommand audit;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(paramLabel = "MANDATE", description = "The name of the document, or the reference that was signed.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String mandate;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            required = true,
            description = "A name that ends in .zip, or a directory. No file in it is written over.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path output;

    @Option(
            names = "--personal",
            description = "Decrypt the personal fields, into evidence.html and evidence.json. Needs the key file.")
    private boolean personal;

    @Mixin
    private WitnessOptions witness = new WitnessOptions();

    @Override
    public Integer call() {
        VerifierKey key = SigningKey.readPublic(audit.settings().seal().publicKey());
        return witness.with(audit.configuration(), audit.settings().seal(), key, (seen, name) -> collect(key, seen));
    }

    private int collect(VerifierKey key, Witness seen) {
        return audit.reading(store -> {
            try {
                MandateEvidence evidence = MandateEvidence.collect(store, key, seen, mandate, personal(store));
                write(new EvidencePack(evidence, audit.configuration().timeZone()));
                spec.commandLine()
                        .getOut()
                        .printf(
                                "%d events about %s are in %s%n",
                                evidence.events().size(), mandate, output);
                return 0;
            } catch (EvidenceException e) {
                throw new AuditException(String.valueOf(e.getMessage()), e);
            } catch (IOException e) {
                throw new AuditException("the evidence can't be written to " + output + ": " + e, e);
            }
        });
    }

    private PersonalReader personal(AuditStore store) {
        if (!personal) return PersonalReader.hiding();
        PersonalVault vault = new PersonalVault(PersonKeys.read(audit.settings()), new SecureRandom());
        return PersonalReader.opening(store.as(Role.WRITER), vault);
    }

    private void write(EvidencePack pack) throws IOException {
        if (output.toString().endsWith(".zip")) pack.writeZip(output);
        else pack.writeTo(output);
    }
}
