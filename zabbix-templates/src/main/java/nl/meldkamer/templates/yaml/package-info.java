/** YAML documents read with file, line and key, so that every fault in them can be named, and all at once. */
@NullMarked
package nl.meldkamer.templates.yaml;

import org.jspecify.annotations.NullMarked;
