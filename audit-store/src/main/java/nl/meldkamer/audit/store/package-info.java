/** The store of events in PostgreSQL: the record and its bytes, the schema, writing and reading. */
@NullMarked
package nl.meldkamer.audit.store;

import org.jspecify.annotations.NullMarked;
