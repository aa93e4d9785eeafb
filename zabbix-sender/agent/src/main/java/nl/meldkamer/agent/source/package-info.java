/** Where rows come from: databases, Redis, the machine, and the collector itself. */
@NullMarked
package nl.meldkamer.agent.source;

import org.jspecify.annotations.NullMarked;
