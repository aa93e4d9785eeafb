package nl.meldkamer.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class PostgresSchemaTest {

    private static final String MARIADB = """
            CREATE TABLE IF NOT EXISTS `tabSales Invoice` (
              `name` varchar(140) NOT NULL,
              `docstatus` tinyint(4) NOT NULL DEFAULT 0,
              `idx` int(11) NOT NULL DEFAULT 0,
              `creation` datetime(6) DEFAULT NULL,
              `error` longtext DEFAULT NULL,
              PRIMARY KEY (`name`),
              KEY `by_error` (`docstatus`, `idx`),
              UNIQUE KEY `idx` (`idx`)
            ) ENGINE=InnoDB ROW_FORMAT=DYNAMIC;
            """;

    @Test
    void aTableIsWrittenAsFrappeWritesIt() {
        assertThat(PostgresSchema.from(MARIADB)).isEqualTo("""
                        CREATE TABLE "tabSales Invoice" (
                        "name" varchar(140) NOT NULL,
                        "docstatus" smallint NOT NULL DEFAULT 0,
                        "idx" bigint NOT NULL DEFAULT 0,
                        "creation" timestamp(6) DEFAULT NULL,
                        "error" text DEFAULT NULL,
                        PRIMARY KEY ("name"),
                        UNIQUE ("idx")
                        );
                        CREATE INDEX ON "tabSales Invoice" ("docstatus", "idx");
                        """);
    }

    @Test
    void theWholeSchemaIsKnown() throws IOException {
        assertThat(SiteSchema.load().tables()).hasSize(62).contains("tabMember", "tabSEPA Audit Log", "tabSingles");
    }
}
