package nl.meldkamer.templates;

import java.math.BigDecimal;
import java.util.List;

/**
 * What has been promised for services, as an SLA of Zabbix (Zabbix documentation, "SLA"). Its time zone and the day from
 * which it counts are the site's to say.
 *
 * @param name unique in the catalogue
 * @param objective percent of the time, above 0 and up to 100, with up to 4 decimals
 * @param serviceTags it covers every service that has one of these tags
 */
public record Sla(String name, String description, BigDecimal objective, Period period, List<Tag> serviceTags) {

    public Sla {
        serviceTags = List.copyOf(serviceTags);
    }

    /** What one figure of its report covers; the ordinal is the number that Zabbix's API has for it. */
    public enum Period {
        DAILY,
        WEEKLY,
        MONTHLY,
        QUARTERLY,
        ANNUALLY
    }
}
