/** What the Debian package holds beside the program: made, at build time, from the program itself. */
@NullMarked
package nl.meldkamer.packaging;

import org.jspecify.annotations.NullMarked;
