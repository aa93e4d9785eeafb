package nl.meldkamer.audit.privacy;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What was erased: for the person who asked for it, and for an auditor who wants to know why fields can't be read.
 * Names no person.
 *
 * @param id of the erasure, and of the event about it
 * @param keys the keys that were destroyed: the ciphertexts that bear their ids can't be read any more, in no backup
 *     either that has not the keys. Empty if the person had none
 * @param searchTerms how many keyed hashes went with them
 * @param eventId the id of the event about it, in the source {@code meldkamer}
 * @param seq the number of that event; null while no writer has numbered it, which the next one that runs does
 * @param before the tree before it, if one was sealed
 * @param after a tree that covers the event about it, if it is sealed yet
 */
public record ErasureCertificate(
        UUID id,
        String stream,
        Instant at,
        List<UUID> keys,
        int searchTerms,
        String eventId,
        @Nullable Long seq,
        TreeHeads.@Nullable Head before,
        TreeHeads.@Nullable Head after) {}
