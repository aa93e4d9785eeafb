package nl.meldkamer.agent.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import nl.meldkamer.agent.cron.CronExpression;
import nl.meldkamer.audit.report.ReportFormat;
import nl.meldkamer.audit.report.ReportKind;

/**
 * The reports that the daemon makes by itself.
 *
 * @param when in the site's time zone; kinds that are not in it are not made
 */
public record ReportSettings(Path directory, List<ReportFormat> formats, Map<ReportKind, CronExpression> when) {
    public ReportSettings {
        formats = List.copyOf(formats);
        when = Map.copyOf(when);
    }
}
