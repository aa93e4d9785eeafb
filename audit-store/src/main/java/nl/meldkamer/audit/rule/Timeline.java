package nl.meldkamer.audit.rule;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The facts about one subject, in the order of their numbers: the last so many of them. Not thread-safe.
 */
public final class Timeline {

    /** What a mandate of ten years with monthly collections, notices and submissions has. */
    static final int LONGEST = 500;

    private final String subject;
    private final Deque<Fact> facts = new ArrayDeque<>();
    private boolean cut;

    /** @param cut whether there may have been earlier facts */
    Timeline(String subject, boolean cut) {
        this.subject = subject;
        this.cut = cut;
    }

    /** False for a document that was saved again in the state in which it was: that is no news, and is left out. */
    boolean add(Fact fact) {
        if (isRepeat(fact)) return false;
        facts.addLast(fact);
        if (facts.size() > LONGEST) {
            facts.removeFirst();
            cut = true;
        }
        return true;
    }

    private boolean isRepeat(Fact fact) {
        Optional<String> document = fact.stateOf();
        if (document.isEmpty()) return false;
        return facts.stream()
                .filter(earlier -> earlier.stateOf().equals(document))
                .reduce((first, second) -> second)
                .filter(earlier -> earlier.words().equals(fact.words()))
                .isPresent();
    }

    /** What all of them are about, such as {@code SEPA Mandate/MANDATE-1}. */
    public String subject() {
        return subject;
    }

    /** Whether there were earlier ones: a rule may then not conclude that something never happened. */
    public boolean isCut() {
        return cut;
    }

    public Fact last() {
        return facts.getLast();
    }

    /** All but the last, in order. */
    Stream<Fact> earlier() {
        return facts.stream().limit(facts.size() - 1L);
    }

    Stream<Fact> all() {
        return facts.stream();
    }

    /** The latest of these actions before the last fact. */
    Optional<Fact> latest(String... actions) {
        return earlier().filter(fact -> fact.is(actions)).reduce((first, second) -> second);
    }

    /** The last fact by itself as evidence. */
    List<Fact[]> evidence() {
        return List.<Fact[]>of(new Fact[] {last()});
    }

    /** The latest of an action before the last fact, with that, as evidence; none if there is none. */
    List<Fact[]> evidenceWith(String action) {
        return latest(action).stream()
                .map(before -> new Fact[] {before, last()})
                .toList();
    }

    List<Fact> of(String... actions) {
        return all().filter(fact -> fact.is(actions)).toList();
    }
}
