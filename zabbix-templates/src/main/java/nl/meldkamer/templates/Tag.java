package nl.meldkamer.templates;

/** A tag of a template, item or trigger; the value may be empty and may hold LLD macros. */
public record Tag(String name, String value) {}
