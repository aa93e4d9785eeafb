package nl.meldkamer.audit.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The frame of a page that stands by itself: its head, with the style sheet in it. */
public final class Page {

    private static final String STYLE = read();

    private Page() {}

    /** Begins one; {@code html} and {@code main} stay open. The browser is told to fetch nothing and to run nothing. */
    public static Html begin(String title) {
        Html html = new Html();
        html.open("html", "lang", "en").open("head").line();
        html.single("meta", "charset", "utf-8").line();
        html.single(
                        "meta",
                        "http-equiv",
                        "Content-Security-Policy",
                        "content",
                        "default-src 'none'; style-src 'unsafe-inline'")
                .line();
        html.single("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
                .line();
        html.element("title", title).line().style(STYLE).close().line();
        return html.open("body").line().open("main").line();
    }

    /** Ends it. */
    public static String end(Html html) {
        return html.close().line().close().close().toString();
    }

    private static String read() {
        try (InputStream style = Objects.requireNonNull(Page.class.getResourceAsStream("report.css"))) {
            return new String(style.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
