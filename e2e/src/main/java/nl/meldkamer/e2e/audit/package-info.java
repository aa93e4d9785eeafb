/** Proves, or disproves, that an audit event that was acknowledged is in the record once, whatever is killed. */
@NullMarked
package nl.meldkamer.e2e.audit;

import org.jspecify.annotations.NullMarked;
