/** Events in the forms of other programs, a line each. */
@NullMarked
package nl.meldkamer.audit.export;

import org.jspecify.annotations.NullMarked;
