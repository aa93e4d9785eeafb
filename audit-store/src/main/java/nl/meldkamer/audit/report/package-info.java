/** Reports over a period of the record: what was counted, as of which signed tree, for people and for programs. */
@NullMarked
package nl.meldkamer.audit.report;

import org.jspecify.annotations.NullMarked;
