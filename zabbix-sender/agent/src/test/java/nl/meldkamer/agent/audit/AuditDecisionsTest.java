package nl.meldkamer.agent.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import nl.meldkamer.audit.retention.RetentionPlan.Fate;
import nl.meldkamer.audit.rule.OpenFindings;
import org.junit.jupiter.api.Test;

/** What a person decides, by command, about the store that the daemon serves. */
class AuditDecisionsTest extends ServedStoreFixture {

    @Test
    void aFindingIsListedWaivedOnceAndTheDecisionIsAnEvent() throws Exception {
        assertThat(run("record", "--process", "System", "--action", "sent", "--detail", "to=jan@club.example"))
                .isZero();
        await().atMost(Duration.ofSeconds(40)).until(() -> run("findings", "--open") == 1);
        JsonNode finding = new ObjectMapper().readTree(last());
        assertThat(finding.path("rule").asText()).isEqualTo("plain-personal-data");
        assertThat(finding.path("basis").asText()).contains("GDPR");
        assertThat(service.status().findings())
                .filteredOn(each -> each.count() > 0)
                .extracting(OpenFindings::rule)
                .containsExactly("plain-personal-data");
        String id = finding.path("id").asText();

        assertThat(run("finding", "waive", id, "--reason", "agreed with jan@club.example"))
                .isZero();
        assertThat(last()).contains("\"state\":\"waived\"", "agreed with •••@•••");
        assertThat(run("finding", "close", id, "--reason", "again")).isNotZero();
        assertThat(run("findings", "--open")).isZero();
        assertThat(run("findings")).isZero();
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            run("list");
            assertThat(last()).contains("finding_waived").doesNotContain("jan@club");
        });
    }

    @Test
    void aDecisionWithoutAReasonIsNone() {
        assertThat(run("finding", "waive", "1")).isEqualTo(1);
        assertThat(err.toString()).contains("Missing required option: '--reason=TEXT'");
        assertThat(run("finding", "waive", "1", "--reason", " ")).isEqualTo(1);
        assertThat(run("quarantine", "settle", "1", "--reason", " ")).isEqualTo(1);
        assertThat(run("hold", "place", "--reason", " ")).isEqualTo(1);
        assertThat(err.toString().lines())
                .filteredOn("--reason is empty"::equals)
                .hasSize(3);
    }

    @Test
    void whatCouldNotBeAnEventIsShownAndSettledOnceAndThatIsAnEvent() throws Exception {
        Path spool = Files.createDirectories(configuration.data().resolve("audit-spool"));
        Files.writeString(spool.resolve("1.json"), "{\"id\": \"1\", \"action\": 7}");
        await().atMost(Duration.ofSeconds(30)).until(() -> run("quarantine", "list") == 1);
        String number = last().split(" ", -1)[0];
        assertThat(last()).contains("bytes of meldkamer");
        assertThat(run("quarantine", "show", number)).isZero();
        assertThat(last()).contains("\"action\"");
        assertThat(run("status")).isEqualTo(1);
        assertThat(run("quarantine", "settle", number)).isEqualTo(1);
        assertThat(run("quarantine", "settle", number, "--reason", "sent again by jan@club.example"))
                .as(err.toString())
                .isZero();
        assertThat(run("quarantine", "settle", number, "--reason", "again")).isEqualTo(1);
        assertThat(run("quarantine", "list")).isZero();
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            run("list");
            assertThat(last()).contains("quarantine_settled", "sent again by").doesNotContain("jan@club");
        });
    }

    @Test
    void retentionTellsHowTheStoreStandsAndAnIllegalPolicyIsRefused() throws Exception {
        assertThat(run("record", "--process", "System", "--action", "started", "--wait", "30"))
                .isZero();
        // Asked before anybody has set a policy.
        assertThat(service.status().retention().plan().events(Fate.KEEP)).isOne();
        assertThat(service.status().retention().missing()).isZero();
        assertThat(run("retention", "status")).as(err.toString()).isZero();
        assertThat(out.toString())
                .contains("policy        version 1", "premature     0 events", "kept          1 events");
        assertThat(run("retention", "plan")).isZero();
        assertThat(last()).contains("1 events", "KEEP");
        Path policy = Files.writeString(directory.resolve("policy.json"), "{\"Mandate Creation\": {\"minimum\": 14}}");
        assertThat(run("retention", "policy", policy.toString())).isNotZero();
        assertThat(err.toString()).contains("wants 36");
        Files.writeString(policy, "{\"Alert\": {\"minimum\": 12, \"maximum\": 24}}");
        assertThat(run("retention", "policy", policy.toString())).isZero();
        assertThat(last()).contains("version 2 is in force");
        assertThat(run("retention", "apply", "--directory", directory.toString(), "--yes"))
                .as(err.toString())
                .isZero();
        assertThat(last()).contains("keys          0");
    }

    @Test
    void aFileOfTheBankIsTakenInOnce() throws Exception {
        Path file = Files.writeString(
                directory.resolve("bank.xml"),
                "<Document><CstmrPmtStsRpt><GrpHdr><MsgId>M</MsgId></GrpHdr><OrgnlGrpInfAndSts><OrgnlMsgId>DD-1</OrgnlMsgId>"
                        + "<GrpSts>RJCT</GrpSts><StsRsnInf><Rsn><Cd>FF01</Cd></Rsn></StsRsnInf></OrgnlGrpInfAndSts>"
                        + "</CstmrPmtStsRpt></Document>");
        assertThat(run("bank", file.toString())).as(err.toString()).isZero();
        assertThat(last()).contains("PAIN_002, 1 messages, 1 events");
        assertThat(run(
                        "bank",
                        file.toString(),
                        directory.resolve("meldkamer.yaml").toString()))
                .isEqualTo(1);
        assertThat(last()).contains("already imported, as bank.xml");
        assertThat(err.toString()).contains("meldkamer.yaml");
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            run("list");
            assertThat(last()).contains("debit_returned");
        });
    }
}
