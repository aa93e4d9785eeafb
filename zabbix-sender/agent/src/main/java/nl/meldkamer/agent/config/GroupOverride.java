package nl.meldkamer.agent.config;

import java.time.Duration;
import java.util.Optional;

/**
 * What the site wants otherwise than the catalogue.
 *
 * @param every how often the group is collected; empty: as the catalogue says
 * @param file and line where it was written, for errors that only the catalogue brings to light
 */
public record GroupOverride(Optional<Duration> every, boolean enabled, String file, int line) {}
