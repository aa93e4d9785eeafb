package nl.meldkamer.audit.evidence;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.TreeSet;
import nl.meldkamer.audit.Event;
import nl.meldkamer.audit.Reference;
import nl.meldkamer.audit.report.Html;
import nl.meldkamer.audit.report.Page;
import nl.meldkamer.audit.store.StoredEvent;

/** The evidence for people: what happened, in order. */
final class EvidencePage {

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    private final MandateEvidence evidence;
    private final ZoneId zone;
    private final Html html;

    EvidencePage(MandateEvidence evidence, ZoneId zone) {
        this.evidence = evidence;
        this.zone = zone;
        html = Page.begin("Evidence of mandate " + evidence.mandate());
    }

    String write() {
        html.open("header").line();
        html.element("h1", "Evidence of mandate " + evidence.mandate()).line();
        html.open("p", "class", "period").text(evidence.events().size() + " events");
        html.element("span", "times in " + zone, "class", "zone").close().line();
        html.element("p", "Also called: " + String.join(", ", new TreeSet<>(evidence.names())), "class", "as-of")
                .line();
        html.close().line();
        events();
        checkpoints();
        return Page.end(html);
    }

    private void events() {
        html.open("section", "id", "events").line();
        html.element("h2", "What happened").line();
        html.element(
                        "p",
                        "In the order in which it happened, by the clock of its source. Each event is proven by the file that is"
                                + " named with it; README.txt says how to verify that without the store.",
                        "class",
                        "note")
                .line();
        html.open("table").open("thead").open("tr");
        for (String heading : new String[] {"Happened", "What", "About", "Details", "Record"})
            html.element("th", heading, "scope", "col");
        html.close().close().line().open("tbody").line();
        evidence.events().forEach(this::event);
        html.close().close().close().line();
    }

    private void event(ProvenEvent proven) {
        StoredEvent stored = proven.found().stored();
        Event event = stored.event();
        html.open("tr");
        html.element("td", MOMENT.format(event.occurred().atZone(zone)));
        html.open("td").element("b", event.action()).single("br").text(event.process());
        html.single("br")
                .element("span", event.status(), "class", event.status().equals("Failed") ? "bad" : "text");
        html.close();
        html.open("td").text(about(event)).single("br").text(event.actor() == null ? "" : "by " + event.actor());
        html.close();
        html.open("td").element("pre", event.details(), "class", "code");
        personal(proven.personal());
        html.close();
        html.open("td").text(event.stream() + ", number " + stored.seq()).single("br");
        html.text("recorded " + MOMENT.format(stored.recorded().atZone(zone))).single("br");
        html.element("a", proven.proofFile(), "href", proven.proofFile()).single("br");
        html.text(proven.found().why().words()).close();
        html.close().line();
    }

    private static String about(Event event) {
        Reference about = event.reference();
        return about == null ? "" : about.type() + " " + about.name();
    }

    private void personal(Personal personal) {
        if (personal instanceof Personal.Hidden hidden)
            html.element("p", "Personal fields, encrypted; SHA-256 " + hidden.sha256(), "class", "code");
        if (personal instanceof Personal.Erased erased)
            html.element(
                    "p",
                    "Personal fields, erased: their key was destroyed, nobody can read them. SHA-256 "
                            + erased.sha256(),
                    "class",
                    "code");
        if (personal instanceof Personal.Open open) {
            html.open("p");
            open.fields()
                    .forEach((name, value) -> html.text(name + ": " + value).single("br"));
            html.close();
        }
    }

    private void checkpoints() {
        html.open("section", "id", "checkpoints").line();
        html.element("h2", "Signed checkpoints").line();
        html.element(
                        "p",
                        "How many events each stream had when the proofs were made, and the root of their tree. Compare them with"
                                + " one of the same size that somebody else kept, such as Zabbix.",
                        "class",
                        "note")
                .line();
        evidence.checkpoints()
                .forEach((stream, note) ->
                        html.element("pre", note, "class", "code").line());
        evidence.seen().forEach((stream, bundle) -> {
            html.element(
                    "p", "Of " + stream + ", the witness has seen, and it is proven in consistency/:", "class", "note");
            html.line()
                    .element("pre", bundle.earlier().toString(), "class", "code")
                    .line();
        });
        html.close().line();
    }
}
