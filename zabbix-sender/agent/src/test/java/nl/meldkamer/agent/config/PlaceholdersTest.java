package nl.meldkamer.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What a configuration takes from the environment and from files: secrets above all. */
class PlaceholdersTest extends ConfigurationFixture {

    @Test
    void aSecretComesFromAFileBesideTheConfiguration() throws IOException {
        write("password", "s3cret\n");
        permissions("password", "rw-r-----");
        Configuration read = read(withPassword("${file:password}"));
        assertThat(password(read).reveal()).isEqualTo("s3cret");
        assertThat(read.warnings()).isEmpty();
    }

    @Test
    void aSecretFileThatEveryoneCanReadIsWarnedAbout() throws IOException {
        write("password", "s3cret\n");
        permissions("password", "rw-r--r--");
        assertThat(read(withPassword("${file:password}")).warnings())
                .containsExactly(folder.resolve("password") + " holds a secret and everyone can read it: chmod 640 "
                        + folder.resolve("password"));
    }

    @Test
    void aPasswordWrittenInAFileThatEveryoneCanReadIsWarnedAbout() throws IOException {
        write("meldkamer.yaml", withPassword("plain"));
        permissions("meldkamer.yaml", "rw-r--r--");
        assertThat(Configuration.read(folder.resolve("meldkamer.yaml"), environment)
                        .warnings())
                .singleElement()
                .satisfies(warning -> assertThat(warning).contains("meldkamer.yaml holds a secret"));
    }

    @Test
    void aSecretFileThatIsNotThereIsAProblem() throws IOException {
        assertThat(problemsOf(withPassword("${file:gone}")))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message())
                        .isEqualTo(folder.resolve("gone") + " cannot be read: there is no such file"));
    }

    @Test
    void aSecretIsNeverPrinted() throws IOException {
        environment.put("PORT", "s3cret");
        assertThat(read(withPassword("s3cret")).toString())
                .doesNotContain("s3cret")
                .contains("***");
        assertThat(problemsOf(LEAST + "sources: {r: {redis: {port: '${PORT}'}}}\n")
                        .toString())
                .contains("'${PORT}' is not a whole number")
                .doesNotContain("s3cret");
    }

    @Test
    void aPlaceholderMayStandInAnyTextAndADoubledDollarIsPlainText() throws IOException {
        environment.put("NAME", "lin$de");
        environment.put("PORT", "10066");
        Configuration read = read("host: a-${NAME}-$${NAME}\nserver: 'zabbix:${PORT}'\n");
        assertThat(read.host()).isEqualTo("a-lin$de-${NAME}");
        assertThat(server(read).addresses().get(0).port()).isEqualTo(10066);
    }

    @Test
    void anUnclosedPlaceholderIsAProblem() throws IOException {
        assertThat(problemsOf("host: ${NAME\nserver: z\n").toString()).contains("'${' is not closed by '}'");
    }

    private static String withPassword(String password) {
        return LEAST + "time-zone: Europe/Amsterdam\nsources: {app: {mariadb: {database: d, user: u, password: '"
                + password + "'}}}\n";
    }

    private static Secret password(Configuration read) {
        return ((SourceSettings.Sql) read.sources().get("app")).password();
    }
}
