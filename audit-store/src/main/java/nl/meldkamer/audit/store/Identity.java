package nl.meldkamer.audit.store;

import java.util.UUID;

/**
 * What makes an event a resend of another.
 *
 * @param eventId of its source and id
 * @param content what its source said, in 128 bits
 */
record Identity(UUID eventId, UUID content) {}
