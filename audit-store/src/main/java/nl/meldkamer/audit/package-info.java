/**
 * The audit store: what happened, in the order in which it was recorded, so that it can be proven. Needs nothing else
 * of Meldkamer's.
 */
@NullMarked
package nl.meldkamer.audit;

import org.jspecify.annotations.NullMarked;
