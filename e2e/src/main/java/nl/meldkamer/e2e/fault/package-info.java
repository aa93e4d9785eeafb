/** What goes wrong between a sender and its server, made to happen. */
@NullMarked
package nl.meldkamer.e2e.fault;

import org.jspecify.annotations.NullMarked;
