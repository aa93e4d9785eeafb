/** Rules of law and of the house that events can break, and the figures that say how well they are kept. */
@NullMarked
package nl.meldkamer.audit.rule;

import org.jspecify.annotations.NullMarked;
