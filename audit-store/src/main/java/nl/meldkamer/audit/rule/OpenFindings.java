package nl.meldkamer.audit.rule;

import java.time.Instant;

/**
 * The open findings of a rule, none if there are none.
 *
 * @param severity low, medium, high or critical
 * @param oldest when the first of them was opened; the moment of asking if there is none
 */
public record OpenFindings(String rule, String title, String severity, long count, Instant oldest) {}
