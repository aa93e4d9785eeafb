package nl.meldkamer.e2e;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The chapters of an association, and who belongs to them and leads them. A child row is of a chapter only if its parent's
 * type says so: another document may have the chapter's name.
 *
 * @param active those that are active
 * @param places places in any chapter, of every status
 * @param board places on the board of any chapter that somebody fills today
 */
record Chapters(Records active, Records places, Records board) {

    static Chapters of(Expected expected) {
        return new Chapters(
                expected.all("Chapter").with("status", "Active"),
                children(expected, "Chapter Member"),
                children(expected, "Chapter Board Member")
                        .numbered("is_active", 1)
                        .that(term ->
                                term.get("to_date") == null || !expected.today().isAfter(term.date("to_date"))));
    }

    private static Records children(Expected expected, String docType) {
        return expected.all(docType).with("parenttype", "Chapter");
    }

    /** Those whose place itself is active, whatever the member is. */
    Records activePlaces() {
        return places.with("status", "Active").numbered("enabled", 1);
    }

    /** The members with an active place, by chapter, as far as they are among these names; each once. */
    Map<String, Set<String>> members(Set<String> names) {
        return activePlaces().that(place -> names.contains(place.text("member"))).rows().stream()
                .collect(Collectors.groupingBy(
                        place -> place.text("parent"),
                        Collectors.mapping(place -> place.text("member"), Collectors.toSet())));
    }

    Map<String, Long> boardSizes() {
        return board.texts("parent").collect(Collectors.groupingBy(chapter -> chapter, Collectors.counting()));
    }
}
