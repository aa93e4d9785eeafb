package nl.meldkamer.agent.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.meldkamer.agent.cron.CronExpression;
import nl.meldkamer.audit.report.ReportFormat;
import nl.meldkamer.audit.report.ReportKind;
import nl.meldkamer.templates.yaml.YamlMapping;

/** Reads {@code audit.reports}. */
final class ReportReader {

    private static final Map<String, ReportKind> KINDS = Map.of(
            "daily", ReportKind.DAY,
            "weekly", ReportKind.WEEK,
            "monthly", ReportKind.MONTH,
            "compliance", ReportKind.COMPLIANCE,
            "kpi", ReportKind.KPI);

    private final Placeholders placeholders;

    ReportReader(Placeholders placeholders) {
        this.placeholders = placeholders;
    }

    Optional<ReportSettings> read(YamlMapping audit) {
        if (!audit.has("reports")) return Optional.empty();
        YamlMapping reports = audit.mapping("reports");
        ReportSettings settings =
                new ReportSettings(placeholders.path(reports.text("directory")), formats(reports), when(reports));
        if (settings.when().isEmpty())
            reports.problem("must have one of: "
                    + String.join(", ", KINDS.keySet().stream().sorted().toList()));
        reports.done();
        return Optional.of(settings);
    }

    private static List<ReportFormat> formats(YamlMapping reports) {
        List<ReportFormat> formats = new ArrayList<>();
        for (String text : reports.texts("formats"))
            Arrays.stream(ReportFormat.values())
                    .filter(format -> format.word().equals(text))
                    .findFirst()
                    .ifPresentOrElse(formats::add, () -> reports.problem("formats", "is not of html, csv and json"));
        return formats.isEmpty() ? List.of(ReportFormat.HTML) : formats;
    }

    private static Map<ReportKind, CronExpression> when(YamlMapping reports) {
        Map<ReportKind, CronExpression> when = new EnumMap<>(ReportKind.class);
        KINDS.forEach((key, kind) -> reports.optionalText(key)
                .flatMap(text -> cron(reports, key, text))
                .ifPresent(cron -> when.put(kind, cron)));
        return when;
    }

    private static Optional<CronExpression> cron(YamlMapping reports, String key, String text) {
        try {
            return Optional.of(CronExpression.parse(text));
        } catch (IllegalArgumentException e) {
            reports.problem(key, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }
}
