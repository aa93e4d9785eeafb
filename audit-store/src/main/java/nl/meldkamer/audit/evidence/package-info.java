/** Everything about one mandate, with proofs that hold without the store. */
@NullMarked
package nl.meldkamer.audit.evidence;

import org.jspecify.annotations.NullMarked;
