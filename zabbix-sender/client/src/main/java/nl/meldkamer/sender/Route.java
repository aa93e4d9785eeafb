package nl.meldkamer.sender;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where the next request of a host goes first, learnt from what became of earlier ones: the node that served last, and
 * the proxy that a host was redirected to. Thread-safe.
 *
 * <p>A redirect counts unless one with a higher revision was seen, also after its address was given up.
 */
final class Route {

    /** Bound on the redirects remembered; beyond it the eldest is forgotten, and the server will redirect again. */
    static final int MOST_REDIRECTS = 10_000;

    private record Redirected(long revision, Optional<Address> address) {}

    private final List<Address> nodes;
    private int first;
    private final Map<String, Redirected> redirects = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Redirected> eldest) {
            return size() > MOST_REDIRECTS;
        }
    };

    Route(List<Address> nodes) {
        this.nodes = nodes;
    }

    /** Every address that may take a request of the host, the likeliest first. */
    synchronized List<Address> to(String host) {
        List<Address> candidates = new ArrayList<>();
        redirected(host).ifPresent(candidates::add);
        for (int i = 0; i < nodes.size(); i++) {
            Address node = nodes.get((first + i) % nodes.size());
            if (!candidates.contains(node)) candidates.add(node);
        }
        return candidates;
    }

    /** The address took a request of the host: those before it did not, so it goes first. */
    synchronized void served(String host, Address by) {
        if (redirected(host).filter(by::equals).isPresent()) return;
        giveUpRedirect(host);
        if (nodes.contains(by)) first = nodes.indexOf(by);
    }

    /** The address took a request of the host and did not serve it: the next one goes first. */
    synchronized void failed(String host, Address at) {
        giveUpRedirect(host);
        if (nodes.contains(at)) first = (nodes.indexOf(at) + 1) % nodes.size();
    }

    /** No address took a request of the host. */
    synchronized void unreachable(String host) {
        giveUpRedirect(host);
    }

    /**
     * Follows a redirect of the host.
     *
     * @return where to send the same request now; empty when the redirect leads nowhere
     */
    synchronized List<Address> follow(String host, Answer.Redirect redirect, Address from) {
        if (redirect instanceof Answer.Redirect.To to && to.revision() >= revision(host)) {
            redirects.put(host, new Redirected(to.revision(), Optional.of(to.address())));
            return List.of(to.address());
        }
        boolean wasRedirected = redirected(host).filter(from::equals).isPresent();
        if (wasRedirected) giveUpRedirect(host);
        return wasRedirected || redirect instanceof Answer.Redirect.To ? to(host) : List.of();
    }

    private Optional<Address> redirected(String host) {
        return Optional.ofNullable(redirects.get(host)).flatMap(Redirected::address);
    }

    private long revision(String host) {
        Redirected known = redirects.get(host);
        return known == null ? 0 : known.revision();
    }

    private void giveUpRedirect(String host) {
        redirects.computeIfPresent(host, (name, known) -> new Redirected(known.revision(), Optional.empty()));
    }
}
