package nl.meldkamer.audit.privacy;

/**
 * Whose key, and for what. All of it is bound to the wrapped key: one that is moved to another row does not unwrap.
 *
 * @param owner the blind index of a person, or the name of a tenant
 * @param year the year of the events that it is for, or 0 for all
 */
record KeyOwner(String owner, KeyPurpose purpose, int year) {}
