package nl.meldkamer.templates;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** A small catalogue without fault in two files, and copies of it with one thing changed. */
final class Documents {

    static final String FILE = "app.yaml";
    static final String TEMPLATE_FILE = "template.yaml";

    private static final String TEMPLATE = """
            template:
              name: App by Zabbix trapper
              group: Templates/Applications
              description: An app.
              tags: {class: software}
            macros:
              - {macro: "{$APP.MAX}", value: "10", description: How many there may be.}
              - {macro: '{$APP.MAX:"Active"}', value: "20", description: How many may be active.}
            value-maps:
              - name: State
                mappings: {"0": Down, "1": Up}
            """;

    private static final String GROUPS = """
            groups:
              - group: app.status
                source: app
                every: 1m
                description: By status.
                tags: {component: app}
                collect:
                  sql: SELECT "status" AS state, COUNT(*) AS n, MAX("title") AS title FROM "tabApp" WHERE "modified" > :t_24h GROUP BY state
                discovery:
                  key: app.status.discovery
                  name: Statuses
                  macros: {"{#STATUS}": state}
                  known: {state: [Active, Gone]}
                items:
                  - key: app.total
                    name: Total
                    value: sum(n)
                    where: {state: Active}
                    type: unsigned
                    value-map: State
                    description: All of them.
                    triggers:
                      - name: Too many
                        severity: high
                        problem: min(5m)>{$APP.MAX}
                        recovery: max(5m)<=0.8*{$APP.MAX}
                        tags: {scope: notice}
                  - key: app.text
                    name: Titles
                    value: json(mask(title), n)
                    type: text
                  - key: app.count[{#STATUS}]
                    name: "Number of {#STATUS}"
                    value: n
                    type: unsigned
                    triggers:
                      - name: "Too many of {#STATUS}"
                        severity: warning
                        problem: 'last()>{$APP.MAX:"{#STATUS}"}'
                        depends: Too many
            dashboards:
              - name: Board
                pages:
                  - widgets:
                      - {item: app.total, name: Total, area: {x: 0, y: 0, width: 12, height: 3}}
                      - {text: [app.text], name: Titles, area: {x: 12, y: 0, width: 12, height: 3}}
                      - {graph: [app.total], name: All, area: {x: 0, y: 3, width: 12, height: 5}}
                      - {graph-prototype: ["app.count[{#STATUS}]"], name: Each, area: {x: 12, y: 3, width: 12, height: 5}}
            """;

    static final Map<String, String> SMALL = Collections.unmodifiableMap(texts());

    private Documents() {}

    /** Throws when the text to be changed does not stand exactly once in one of the files. */
    static Map<String, String> with(String text, String changed) {
        Map<String, String> texts = texts();
        long places =
                texts.values().stream().mapToLong(each -> places(each, text)).sum();
        if (places != 1) throw new IllegalArgumentException(places + " places with: " + text);
        texts.replaceAll((name, each) -> each.replace(text, changed));
        return texts;
    }

    private static int places(String in, String text) {
        return (in.length() - in.replace(text, "").length()) / text.length();
    }

    private static Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put(TEMPLATE_FILE, TEMPLATE);
        texts.put(FILE, GROUPS);
        return texts;
    }
}
