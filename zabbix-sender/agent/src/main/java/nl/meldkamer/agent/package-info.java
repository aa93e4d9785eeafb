/** Catalogue to collection to spool to delivery: the daemon and the meldkamer command. */
@NullMarked
package nl.meldkamer.agent;

import org.jspecify.annotations.NullMarked;
