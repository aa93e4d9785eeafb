/** What groups remember from one run to the next, on disk. */
@NullMarked
package nl.meldkamer.agent.state;

import org.jspecify.annotations.NullMarked;
