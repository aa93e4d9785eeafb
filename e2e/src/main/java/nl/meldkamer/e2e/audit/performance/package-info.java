/** Measures the audit store beside what the same PostgreSQL does without it, in the same run. */
@NullMarked
package nl.meldkamer.e2e.audit.performance;

import org.jspecify.annotations.NullMarked;
