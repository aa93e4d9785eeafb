/** Sealing the streams into their trees, proving what is in them, and verifying that nothing was changed since. */
@NullMarked
package nl.meldkamer.audit.seal;

import org.jspecify.annotations.NullMarked;
