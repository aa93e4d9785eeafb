package nl.meldkamer.audit;

import java.util.Map;

/**
 * Personal data of one person in one event. It is stored only encrypted, under keys of that person: one for what can be
 * erased at any time, and one for what the law wants kept until the end of its period.
 *
 * @param person the name that the source has for the person, such as a member's number; no name or address
 * @param erasable field name to value
 * @param legal field name to value, of what must be kept by law
 */
public record PersonalFields(String person, Map<String, String> erasable, Map<String, String> legal) {
    public PersonalFields {
        erasable = Map.copyOf(erasable);
        legal = Map.copyOf(legal);
    }

    /** Names the fields and not their values, so that no value comes into a log by way of an exception. */
    @Override
    public String toString() {
        return "PersonalFields[erasable=" + erasable.keySet() + ", legal=" + legal.keySet() + "]";
    }
}
