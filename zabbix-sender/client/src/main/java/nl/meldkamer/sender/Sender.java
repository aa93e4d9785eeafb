package nl.meldkamer.sender;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Sends one packet and says what became of it. Thread-safe; each call makes its own connection, as Zabbix demands. */
public interface Sender {

    /**
     * One attempt, within the sender's time limit. Does not retry what may have been processed and throws nothing for
     * what a network or a server can do: all of that is in the outcome. An interrupt ends the attempt and stays set.
     */
    Outcome send(Packet packet);

    /** Sends on a thread of the executor. Cancelling the future does not end an attempt that has begun. */
    default CompletableFuture<Outcome> sendAsync(Packet packet, Executor executor) {
        return CompletableFuture.supplyAsync(() -> send(packet), executor);
    }
}
