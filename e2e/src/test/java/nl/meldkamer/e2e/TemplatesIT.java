package nl.meldkamer.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** Each version takes the template that is shipped for it, and gives it back as it was. */
class TemplatesIT {

    private static final Path ROOT_OF_70 = Path.of(System.getProperty("meldkamer.zabbix7", "../.verify/zabbix-7.0"));
    private static final Path SHIPPED = Path.of("../zabbix-templates");
    /** The template in each file. */
    private static final Map<String, String> FILES = Map.of(
            "template_app_verenigingen_trapper.xml", MeldkamerDaemon.TEMPLATE,
            "template_app_verenigingen_agent.xml", "Verenigingen by Zabbix agent",
            "template_app_verenigingen_agent2.xml", "Verenigingen by Zabbix agent 2",
            "template_app_meldkamer_jmx.xml", "Meldkamer by JMX");

    @TempDir
    Path directory;

    @Test
    void zabbix60TakesItsTemplateAndGivesItBack() throws Exception {
        assertRoundTrip("6.0", ZabbixInstallation.ofThisMachine());
    }

    @Test
    void zabbix70TakesItsTemplateAndGivesItBack() throws Exception {
        assumeTrue(Files.exists(ROOT_OF_70.resolve("usr/sbin/zabbix_server")), "Zabbix 7.0 is not in " + ROOT_OF_70);
        assertRoundTrip("7.0", new ZabbixInstallation(ROOT_OF_70.toRealPath()));
    }

    private void assertRoundTrip(String version, ZabbixInstallation installation) throws Exception {
        TestDirectory.open(directory);
        Service.Settings settings = new Service.Settings(Account.unprivileged(), Lifetime.WITH_THIS_JVM);
        Postgres postgres = new Postgres(directory.resolve("postgres"), settings);
        ZabbixServer server = new ZabbixServer(directory.resolve("zabbix-server"), settings, postgres, installation);
        ZabbixFrontend frontend =
                new ZabbixFrontend(directory.resolve("frontend"), settings, server, postgres, installation);
        try {
            postgres.start();
            server.start();
            frontend.start();
            ZabbixApi api = frontend.api().login(ZabbixApi.ADMINISTRATOR);
            assertThat(api.version()).startsWith(version);
            assertRoundTrip(version, new ZabbixAdministration(api));
        } finally {
            frontend.stop();
            server.stop();
            postgres.stop();
        }
    }

    private static void assertRoundTrip(String version, ZabbixAdministration zabbix) throws Exception {
        for (Map.Entry<String, String> file : FILES.entrySet())
            assertRoundTrip(zabbix, Files.readString(SHIPPED.resolve(version).resolve(file.getKey())), file.getValue());
    }

    private static void assertRoundTrip(ZabbixAdministration zabbix, String xml, String template) throws Exception {
        zabbix.importTemplate(xml);
        String exported = exported(zabbix.api(), template);
        assertThat(meaning(withoutPasswords(exported))).isEqualTo(meaning(withoutPasswords(xml)));
        // Zabbix gives away few passwords or none, and takes the others for new ones.
        if (xml.contains("<password>")) return;
        assertThat(zabbix.differences(xml)).isEmpty();
        zabbix.importTemplate(exported);
        assertThat(zabbix.differences(xml)).isEmpty();
    }

    private static String withoutPasswords(String xml) {
        return xml.replaceAll("<password>[^<]*</password>", "");
    }

    private static String exported(ZabbixApi api, String template) throws IOException {
        String id = api.call(
                        "template.get", Map.of("output", List.of("templateid"), "filter", Map.of("host", template)))
                .path(0)
                .path("templateid")
                .asText();
        return api.call("configuration.export", Map.of("format", "xml", "options", Map.of("templates", List.of(id))))
                .asText();
    }

    /** The same for all documents that differ in order and white space only. */
    private static String meaning(String xml) throws Exception {
        Element root = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(xml)))
                .getDocumentElement();
        root.normalize();
        return meaning(root);
    }

    private static String meaning(Element element) {
        NodeList nodes = element.getChildNodes();
        List<Element> children = IntStream.range(0, nodes.getLength())
                .mapToObj(nodes::item)
                .filter(node -> node.getNodeType() == Node.ELEMENT_NODE)
                .map(Element.class::cast)
                .filter(child -> !child.getNodeName().equals("date"))
                .toList();
        String content = children.isEmpty()
                ? element.getTextContent().strip()
                : children.stream().map(TemplatesIT::meaning).sorted().collect(Collectors.joining("\n"));
        return element.getNodeName() + "{" + content + "}";
    }
}
