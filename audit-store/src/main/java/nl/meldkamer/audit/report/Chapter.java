package nl.meldkamer.audit.report;

/** What makes one section. */
@FunctionalInterface
interface Chapter {
    Section section(Counting counting);
}
