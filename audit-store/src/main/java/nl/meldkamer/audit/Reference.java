package nl.meldkamer.audit;

/**
 * A document of the app that an event is about.
 *
 * @param type its kind, such as {@code SEPA Mandate}
 * @param name its name there
 */
public record Reference(String type, String name) {}
