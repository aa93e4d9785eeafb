/**
 * Reads what the bank says became of direct debits: status reports before settlement, statements and notices after it.
 */
@NullMarked
package nl.meldkamer.audit.bank;

import org.jspecify.annotations.NullMarked;
