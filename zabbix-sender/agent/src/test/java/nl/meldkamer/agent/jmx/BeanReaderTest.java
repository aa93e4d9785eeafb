package nl.meldkamer.agent.jmx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import nl.meldkamer.agent.delivery.DeliverySnapshot;
import nl.meldkamer.agent.socket.LatestValues;
import nl.meldkamer.agent.source.GroupStatus;
import nl.meldkamer.agent.spool.DropReason;
import nl.meldkamer.agent.spool.SpoolCounters;
import nl.meldkamer.audit.store.WriterStatistics;
import nl.meldkamer.templates.JmxBean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class BeanReaderTest {

    private final MBeanServer server = MBeanServerFactory.newMBeanServer();
    private final BeanReader reader = new BeanReader(server);

    static Subjects subjects() {
        DeliverySnapshot delivered = new DeliverySnapshot(
                "head office", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, Optional.of(Duration.ofSeconds(12)));
        WriterStatistics written =
                new WriterStatistics(1, 2, 3, 4, 5, 6, 7, 8, 9, Duration.ofMillis(1), Duration.ofMillis(2));
        return new Subjects(
                "1.2.3",
                "De Linde",
                List.of("members.status", "queue"),
                () -> List.of(GroupStatus.ok("queue", "redis", Duration.ofMillis(42))),
                () -> List.of(delivered),
                () -> new SpoolCounters(7, Map.of(DropReason.AGE, 2L, DropReason.OLDEST, 3L)),
                () -> new LatestValues.Counters(100, 2000, 5, 0),
                Optional.of(() -> written));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "jmx[\"nl.meldkamer:type=Daemon\",Version]; 1.2.3",
                "jmx[\"nl.meldkamer:type=Daemon\",FailingGroups]; 0",
                "jmx[\"nl.meldkamer:type=Collection,group=queue\",TookMillis]; 42",
                "jmx[\"nl.meldkamer:type=Delivery,destination=head office\",OldestSeconds]; 12",
                "jmx[\"nl.meldkamer:type=Spool\",Dropped]; 5",
                "jmx[\"nl.meldkamer:type=Spool\",DroppedForRoom,of what is new]; 3",
                "jmx[\"nl.meldkamer:type=AuditStore\",Conflicts]; 5"
            })
    void anAttributeIsTold(String key, String value) throws Exception {
        try (Registration registered = Registration.of(server, subjects())) {
            assertThat(reader.value(key)).isEqualTo(value);
            assertThat(registered).isNotNull();
        }
        assertThat(server.queryNames(new ObjectName("nl.meldkamer:*"), null)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "jmx[\"nl.meldkamer:type=Collection,group=members.status\",Status]; not been collected since the daemon",
                "jmx[\"nl.meldkamer:type=Spool\",Surprise]; No such attribute: Surprise",
                "jmx[\"nl.meldkamer:type=Spool,x=y\",Dropped]; nl.meldkamer:type=Spool,x=y",
                "jmx[Spool,Dropped]; the name of the bean is wrong",
                "jmx[\"nl.meldkamer:type=Spool\"]; jmx has 2 to 3 parameters, and not 1",
                "jmx[\"nl.meldkamer:type=Spool\",Dropped.x]; in what is no composite data",
                "jmx.get[beans]; 'jmx.get' is not known",
                "jmx.discovery[attributes,\"nl.meldkamer:*\"]; discovers beans only",
                "jmx[; item key 'jmx[', position 5"
            })
    void whatThereIsNotHasAReason(String key, String reason) {
        try (Registration registered = Registration.of(server, subjects())) {
            assertThat(registered).isNotNull();
            assertThatThrownBy(() -> reader.value(key))
                    .isInstanceOf(NoValueException.class)
                    .hasMessageContaining(reason);
        }
    }

    @Test
    void dotsLeadIntoCompositeData() throws Exception {
        BeanReader ofThisJvm = new BeanReader(ManagementFactory.getPlatformMBeanServer());
        assertThat(ofThisJvm.value("jmx[\"java.lang:type=Memory\",HeapMemoryUsage.used]"))
                .matches("[0-9]+");
        assertThatThrownBy(() -> ofThisJvm.value("jmx[\"java.lang:type=Memory\",HeapMemoryUsage]"))
                .hasMessageContaining("name one of its fields");
        assertThatThrownBy(() -> ofThisJvm.value("jmx[\"java.lang:type=Memory\",HeapMemoryUsage.surprise]"))
                .isInstanceOf(NoValueException.class);
        assertThatThrownBy(() -> ofThisJvm.value("jmx[\"java.lang:type=Memory\",HeapMemoryUsage\\.used]"))
                .hasMessageContaining("HeapMemoryUsage.used");
    }

    @Test
    void beansAreDiscoveredWithTheirProperties() throws Exception {
        try (Registration registered = Registration.of(server, subjects())) {
            assertThat(registered).isNotNull();
            assertThat(reader.value("jmx.discovery[beans,\"nl.meldkamer:type=Collection,group=*\"]"))
                    .isEqualTo("{\"data\":[{\"{#JMXDOMAIN}\":\"nl.meldkamer\",\"{#JMXGROUP}\":\"members.status\","
                            + "\"{#JMXOBJ}\":\"nl.meldkamer:type=Collection,group=members.status\","
                            + "\"{#JMXTYPE}\":\"Collection\"},{\"{#JMXDOMAIN}\":\"nl.meldkamer\","
                            + "\"{#JMXGROUP}\":\"queue\",\"{#JMXOBJ}\":\"nl.meldkamer:type=Collection,group=queue\","
                            + "\"{#JMXTYPE}\":\"Collection\"}]}");
        }
        assertThat(reader.value("jmx.discovery[beans,\"nl.meldkamer:*\"]")).isEqualTo("{\"data\":[]}");
    }

    /** The template is made of the one, and reads the other. */
    @ParameterizedTest
    @EnumSource
    void theCatalogueKnowsTheAttributesThatTheBeansHave(JmxBean bean) throws Exception {
        try (Registration registered = Registration.of(server, subjects())) {
            assertThat(registered).isNotNull();
            ObjectName name = server.queryNames(new ObjectName(bean.objectName()), null).stream()
                    .findAny()
                    .orElseThrow();
            Set<String> attributes = Arrays.stream(server.getMBeanInfo(name).getAttributes())
                    .map(MBeanAttributeInfo::getName)
                    .collect(Collectors.toSet());
            assertThat(attributes).isEqualTo(bean.attributes());
        }
    }

    @Test
    void aNameWithCharactersOfAPatternStandsInQuotes() throws Exception {
        DeliverySnapshot odd = new DeliverySnapshot("a=b,\"c*\"", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, Optional.empty());
        Subjects known = subjects();
        Subjects subjects = new Subjects(
                known.version(),
                known.host(),
                List.of(),
                known.statuses(),
                () -> List.of(odd),
                known.spool(),
                known.latest(),
                Optional.empty());
        try (Registration registered = Registration.of(server, subjects)) {
            assertThat(registered).isNotNull();
            Set<ObjectName> found = server.queryNames(new ObjectName("nl.meldkamer:type=Delivery,*"), null);
            assertThat(found)
                    .singleElement()
                    .satisfies(name -> assertThat(ObjectName.unquote(name.getKeyProperty("destination")))
                            .isEqualTo("a=b,\"c*\""));
        }
    }

    @Test
    void whatWasReadAMomentAgoIsToldAgain() {
        long[] now = {0};
        int[] asked = {0};
        Recent<Integer> recent = new Recent<>(() -> ++asked[0], () -> now[0]);
        assertThat(recent.get()).isEqualTo(1);
        now[0] = Duration.ofMillis(999).toNanos();
        assertThat(recent.get()).isEqualTo(1);
        now[0] = Duration.ofSeconds(1).toNanos();
        assertThat(recent.get()).isEqualTo(2);
    }
}
