package nl.meldkamer.sender;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RouteTest {

    private static final Address A = new Address("a", 1);
    private static final Address B = new Address("b", 1);
    private static final Address C = new Address("c", 1);
    private static final Address PROXY = new Address("proxy", 1);
    private static final Address OTHER = new Address("other", 1);

    private final Route route = new Route(List.of(A, B, C));

    @Test
    void theNodesAreTriedInTheirOrder() {
        assertThat(route.to("h")).containsExactly(A, B, C);
    }

    @Test
    void theNodeThatServedLastGoesFirst() {
        route.served("h", B);
        assertThat(route.to("other host")).containsExactly(B, C, A);
    }

    @Test
    void theNodeThatFailedGoesLast() {
        route.failed("h", A);
        assertThat(route.to("h")).containsExactly(B, C, A);
        route.failed("h", C);
        assertThat(route.to("h")).containsExactly(A, B, C);
    }

    @Test
    void aRedirectIsFollowedAndRememberedForItsHostOnly() {
        assertThat(follow(7, PROXY, A)).containsExactly(PROXY);
        route.served("h", PROXY);
        assertThat(route.to("h")).containsExactly(PROXY, A, B, C);
        assertThat(route.to("other host")).containsExactly(A, B, C);
    }

    @Test
    void aRedirectToANodeDoesNotListItTwice() {
        follow(7, C, A);
        assertThat(route.to("h")).containsExactly(C, A, B);
    }

    @Test
    void aRedirectWithTheSameOrAHigherRevisionReplacesTheOneBefore() {
        follow(7, PROXY, A);
        assertThat(follow(7, OTHER, PROXY)).containsExactly(OTHER);
        assertThat(follow(8, PROXY, OTHER)).containsExactly(PROXY);
        assertThat(route.to("h")).startsWith(PROXY);
    }

    @Test
    void aRedirectWithALowerRevisionIsIgnored() {
        follow(7, PROXY, A);
        assertThat(follow(6, OTHER, A)).containsExactly(PROXY, A, B, C);
    }

    @Test
    void aProxyThatRedirectsWithALowerRevisionIsGivenUp() {
        follow(7, PROXY, A);
        assertThat(follow(6, OTHER, PROXY)).containsExactly(A, B, C);
    }

    @Test
    void aProxyThatResetsIsGivenUpAndItsRevisionIsNotForgotten() {
        follow(7, PROXY, A);
        assertThat(route.follow("h", new Answer.Redirect.Reset(), PROXY)).containsExactly(A, B, C);
        assertThat(follow(6, OTHER, A)).containsExactly(A, B, C);
        assertThat(follow(7, OTHER, A)).containsExactly(OTHER);
    }

    @Test
    void aResetByWhoWasNotRedirectedToLeadsNowhere() {
        assertThat(route.follow("h", new Answer.Redirect.Reset(), A)).isEmpty();
    }

    @Test
    void aProxyThatDoesNotServeIsGivenUp() {
        follow(7, PROXY, A);
        route.served("h", B);
        assertThat(route.to("h")).containsExactly(B, C, A);
        follow(7, PROXY, A);
        route.failed("h", PROXY);
        assertThat(route.to("h")).containsExactly(B, C, A);
        follow(7, PROXY, A);
        route.unreachable("h");
        assertThat(route.to("h")).containsExactly(B, C, A);
    }

    @Test
    void theEldestRedirectIsForgottenBeyondTheBound() {
        for (int i = 0; i <= Route.MOST_REDIRECTS; i++) route.follow("h" + i, new Answer.Redirect.To(1, PROXY), A);
        assertThat(route.to("h0")).containsExactly(A, B, C);
        assertThat(route.to("h1")).startsWith(PROXY);
    }

    private List<Address> follow(long revision, Address to, Address from) {
        return route.follow("h", new Answer.Redirect.To(revision, to), from);
    }
}
