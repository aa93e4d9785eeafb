/** Keeps personal data out of the clear part of the record, and readable only for as long as it may be. */
@NullMarked
package nl.meldkamer.audit.privacy;

import org.jspecify.annotations.NullMarked;
