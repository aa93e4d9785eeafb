/** What the site's administrator wrote in meldkamer.yaml and conf.d, read, checked and held as records. */
@NullMarked
package nl.meldkamer.agent.config;

import org.jspecify.annotations.NullMarked;
