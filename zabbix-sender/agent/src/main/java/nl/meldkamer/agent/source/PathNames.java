package nl.meldkamer.agent.source;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Gives requests for the same thing the same name, in which nothing points at a person: of a path remain the parts that
 * come from the program (API methods, DocTypes, modules of the desk) and the pages that the configuration names. What a
 * visitor may have made up, which an answer of 404 shows, is not shown.
 */
final class PathNames {

    static final String OTHER = "(other)";
    private static final String NOT_FOUND = "(not found)";
    private static final String PAGE = "(page)";

    private static final int LONGEST = 100;
    private static final int NO_SUCH_THING = 404;
    private static final Set<String> FOLDERS = Set.of("assets", "files", "private", "socket.io");
    private static final Set<String> PAGES = Set.of("", "login", "me", "desk", "app", "update-password");
    private static final Pattern METHOD =
            Pattern.compile("/api/(?:v\\d/)?method/([A-Za-z_]\\w*(?:\\.[A-Za-z_]\\w*)*)/?");
    private static final Pattern RESOURCE =
            Pattern.compile("/api/(?:v\\d/)?(resource|document)/([A-Z][A-Za-z ]*)(/.*)?");
    private static final Pattern DESK = Pattern.compile("/(?:app|desk)/([a-z][a-z-]*)(/.*)?");

    private final Set<String> pages;

    PathNames(List<String> pages) {
        this.pages = Set.copyOf(pages);
    }

    String of(String path, int status) {
        if (status == NO_SUCH_THING) return NOT_FOUND;
        String plain = path.replace("%20", " ").split("[?#;]", 2)[0];
        String name =
                method(plain).or(() -> resource(plain)).or(() -> desk(plain)).orElseGet(() -> page(plain));
        return name.length() <= LONGEST ? name : OTHER;
    }

    private static Optional<String> method(String path) {
        Matcher matcher = METHOD.matcher(path);
        return matcher.matches() ? Optional.of("/api/method/" + matcher.group(1)) : Optional.empty();
    }

    private static Optional<String> resource(String path) {
        Matcher matcher = RESOURCE.matcher(path);
        if (!matcher.matches()) return Optional.empty();
        return Optional.of("/api/" + matcher.group(1) + "/" + matcher.group(2) + below(matcher.group(3)));
    }

    private static Optional<String> desk(String path) {
        Matcher matcher = DESK.matcher(path);
        return matcher.matches() ? Optional.of("/app/" + matcher.group(1) + below(matcher.group(2))) : Optional.empty();
    }

    private static String below(@org.jspecify.annotations.Nullable String rest) {
        return rest == null || rest.equals("/") ? "" : "/*";
    }

    private String page(String path) {
        String[] parts = path.replaceFirst("^/+", "").split("/", 2);
        String first = parts[0];
        if (FOLDERS.contains(first)) return "/" + first + "/*";
        if (PAGES.contains(first) || pages.contains(first)) return "/" + first + (parts.length > 1 ? "/*" : "");
        return PAGE;
    }
}
