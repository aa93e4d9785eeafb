package nl.meldkamer.agent.audit;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import nl.meldkamer.agent.config.SealSettings;
import nl.meldkamer.agent.source.AuditStatus;
import nl.meldkamer.audit.ingest.Receipts;
import nl.meldkamer.audit.seal.ReceiptSigner;
import nl.meldkamer.audit.seal.SealException;
import nl.meldkamer.audit.seal.SealState;
import nl.meldkamer.audit.seal.Sealing;
import nl.meldkamer.audit.seal.Verifier;
import nl.meldkamer.audit.seal.WitnessCheck;
import nl.meldkamer.audit.store.AuditStore;
import nl.meldkamer.audit.store.Role;
import nl.meldkamer.audit.tree.SignerKey;
import nl.meldkamer.audit.tree.VerifierKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What makes the store provable: seals it, verifies it, and shows its checkpoints to the witness. Thread-safe. */
final class Proofs {

    /** Read in less than a second or two; fifty million events are read in a day. */
    private static final long PORTION = 200_000;

    private static final Duration TELL_EVERY = Duration.ofSeconds(10);

    private static final Logger log = LoggerFactory.getLogger(Proofs.class);

    private final Sealing sealing;
    private final ReceiptSigner receipts;
    private final WitnessFile witness;
    private final Rereading rereading;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread verifying = new Thread(task, "audit-verify");
        verifying.setDaemon(true);
        return verifying;
    });

    /** Only for {@link #tell}. */
    private final Map<String, String> told = new HashMap<>();

    private Proofs(Sealing sealing, ReceiptSigner receipts, WitnessFile witness, Rereading rereading) {
        this.sealing = sealing;
        this.receipts = receipts;
        this.witness = witness;
        this.rereading = rereading;
    }

    /**
     * Begins to seal and to verify.
     *
     * @throws AuditException if there is no key, or the store is older than what the witness was shown of it; then nothing
     *     was written
     */
    static Proofs start(AuditStore store, SealSettings settings, Clock clock) {
        SignerKey key = SigningKey.open(settings, store);
        WitnessFile witness = WitnessFile.open(settings.witness());
        requireWitnessed(store, key.verifier(), settings, witness);
        Sealing sealing = Sealing.start(store.as(Role.SEALER), key, clock);
        Verifier verifier = new Verifier(store.as(Role.READER), key.verifier(), witness, 1);
        Rereading rereading = new Rereading(() -> sizes(sealing), verifier::verify, PORTION, clock);
        Proofs proofs = new Proofs(sealing, new ReceiptSigner(store.as(Role.READER), key), witness, rereading);
        proofs.schedule(rereading, settings.verifyEvery());
        proofs.schedule(proofs::tell, TELL_EVERY);
        return proofs;
    }

    private static Map<String, Long> sizes(Sealing sealing) {
        return sealing.states().stream().collect(Collectors.toMap(SealState::stream, SealState::size));
    }

    private void schedule(Runnable task, Duration every) {
        var unused = thread.scheduleWithFixedDelay(task, 0, every.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Also of streams that a store that was put back does not know of. */
    private static void requireWitnessed(
            AuditStore store, VerifierKey key, SealSettings settings, WitnessFile witness) {
        WitnessCheck check = new WitnessCheck(store.as(Role.READER), key, witness);
        String prefix = key.name() + "/";
        try {
            for (String origin : witness.origins())
                if (origin.startsWith(prefix)) check.require(origin.substring(prefix.length()));
        } catch (SealException e) {
            throw new AuditException(
                    "the audit store does not start: " + e.getMessage() + ". What it was is in " + settings.witness()
                            + "; docs/runbook-audit.md says how to accept a restore",
                    e);
        }
    }

    /** Once when a stream begins to fail or fails otherwise, and once when it is well again. */
    private void tell() {
        Map<String, String> failures = sealing.failures();
        failures.forEach((stream, reason) -> {
            if (!reason.equals(told.put(stream, reason)))
                log.error("audit stream {} is not sealed, events are taken all the same: {}", stream, reason);
        });
        told.keySet().removeIf(stream -> {
            if (failures.containsKey(stream)) return false;
            log.info("audit stream {} is sealed again", stream);
            return true;
        });
    }

    Receipts receipts() {
        return receipts::receipt;
    }

    long failedAttempts() {
        return sealing.failedAttempts();
    }

    /** For the witness: what is told here is remembered, and a store that has less is refused at the next start. */
    List<AuditStatus.Stream> streams() {
        List<AuditStatus.Stream> streams = new ArrayList<>();
        for (SealState state : sealing.states()) {
            state.checkpoint().ifPresent(this::remember);
            streams.add(new AuditStatus.Stream(
                    state.stream(),
                    state.checkpoint(),
                    state.size(),
                    state.lag(),
                    rereading.faults(state.stream()),
                    rereading.age(state.stream())));
        }
        return streams;
    }

    private void remember(String checkpoint) {
        try {
            witness.remember(checkpoint);
        } catch (IOException e) {
            log.warn("the last checkpoint can't be kept beside the signing key: {}", e.toString());
        }
    }

    /** Ends after the step that it is in; true if that took no longer than the limit. What is not sealed is at the next start. */
    boolean close(Duration limit) {
        thread.shutdown();
        boolean stopped = sealing.stop(limit);
        try {
            boolean ended = thread.awaitTermination(limit.toMillis(), TimeUnit.MILLISECONDS);
            if (!ended) thread.shutdownNow();
            return ended && stopped;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
