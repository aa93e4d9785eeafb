package nl.meldkamer.templates.install;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A server of named objects that can break off at any point: before something is done, or after it and unsaid. */
final class FakeServer {

    /** The work was cut off. */
    static final class Cut extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    final Map<String, Map<String, String>> objects = new HashMap<>();
    final Map<String, String> users = new HashMap<>();
    private int pointsLeft = Integer.MAX_VALUE;

    void cutAfter(int points) {
        pointsLeft = points;
    }

    Part part(String id, Map<String, String> wanted, boolean marked) {
        return new FakePart(this, id, wanted, marked);
    }

    private void point() {
        if (pointsLeft-- == 0) throw new Cut();
    }

    private void put(String id, Map<String, String> properties) {
        point();
        objects.put(id, properties);
        point();
    }

    private void remove(String id) {
        point();
        objects.remove(id);
        point();
    }

    private record FakePart(FakeServer server, String id, Map<String, String> wanted, boolean isMarked)
            implements Part {

        @Override
        public Optional<Map<String, String>> found(Map<String, String> installed) {
            return Optional.ofNullable(server.objects.get(id));
        }

        @Override
        public void create() {
            server.put(id, wanted);
        }

        @Override
        public void change() {
            server.put(id, wanted);
        }

        @Override
        public void remove() {
            server.remove(id);
        }

        @Override
        public Optional<String> usedBy(Set<String> going) {
            return Optional.ofNullable(server.users.get(id));
        }

        @Override
        public String loss() {
            return "";
        }
    }

    /** All but the machinery. */
    static List<String> reasons(Plan plan) {
        return plan.steps().stream()
                .map(step -> step.action() + " " + step.part() + ": " + String.join("; ", step.reasons()))
                .toList();
    }
}
