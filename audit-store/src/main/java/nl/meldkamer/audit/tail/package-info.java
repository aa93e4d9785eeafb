/** The app's own tables as a way in: what they hold becomes events, by declarations that are data. */
@NullMarked
package nl.meldkamer.audit.tail;

import org.jspecify.annotations.NullMarked;
