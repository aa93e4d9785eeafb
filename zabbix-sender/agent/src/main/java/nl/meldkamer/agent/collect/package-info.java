/** From a group of the catalogue to samples: asking at the right time, and the truth about what could not be had. */
@NullMarked
package nl.meldkamer.agent.collect;

import org.jspecify.annotations.NullMarked;
