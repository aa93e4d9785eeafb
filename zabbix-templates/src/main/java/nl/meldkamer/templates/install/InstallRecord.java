package nl.meldkamer.templates.install;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import nl.meldkamer.templates.Via;

/**
 * What install made for one site, and in which state it left it. Not thread-safe.
 *
 * <p>The file is one JSON object: {@code format} (1), {@code address} of the API, {@code site}, see {@link Site}, and
 * {@code parts}, an object of objects: id, property, value. It holds no secret. When it is lost, install makes it anew of
 * what is as it would make it.
 */
final class InstallRecord {

    private static final int FORMAT = 1;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final PrivateFile file;
    private final String address;
    private final Site site;
    private final Map<String, Entry> entries;

    private InstallRecord(PrivateFile file, String address, Site site, Map<String, Entry> entries) {
        this.file = file;
        this.address = address;
        this.site = site;
        this.entries = entries;
    }

    /** The record of this site on this Zabbix, perhaps empty; throws when the file is that of another. */
    static InstallRecord of(PrivateFile file, String address, Site site) {
        Optional<InstallRecord> existing = read(file);
        existing.ifPresent(record -> record.demand(address, site.host()));
        if (existing.isEmpty()) return new InstallRecord(file, address, site, new LinkedHashMap<>());
        InstallRecord earlier = existing.get();
        earlier.demand(site.via());
        return new InstallRecord(file, address, site.withWhatIsOf(earlier.site), earlier.entries);
    }

    static Optional<InstallRecord> read(PrivateFile file) {
        return file.read().map(text -> parsed(file, text));
    }

    private static InstallRecord parsed(PrivateFile file, String text) {
        try {
            JsonNode json = JSON.readTree(text);
            if (json.path("format").asInt() != FORMAT)
                throw new InstallException(file.path() + " is no record of an installation that this version knows");
            Map<String, Entry> entries = new LinkedHashMap<>();
            json.path("parts").properties().forEach(part -> entries.put(part.getKey(), entry(part)));
            return new InstallRecord(file, json.path("address").asText(), site(json.path("site")), entries);
        } catch (JsonProcessingException e) {
            throw new InstallException(
                    file.path() + " is damaged: " + e.getOriginalMessage()
                            + "; move it away, and install makes it anew of what it finds",
                    e);
        }
    }

    /** A record of before there was a choice is of a trapper, and of no audit store. */
    private static Site site(JsonNode json) throws JsonProcessingException {
        if (json instanceof ObjectNode site && !site.has("via")) {
            site.put("via", Via.TRAPPER.name());
            site.putArray("interfaces");
        }
        if (json instanceof ObjectNode site && !site.has("auditUrl")) site.put("auditUrl", "");
        return JSON.treeToValue(json, Site.class);
    }

    private static Entry entry(Map.Entry<String, JsonNode> part) {
        Map<String, String> properties = new LinkedHashMap<>();
        part.getValue()
                .properties()
                .forEach(property ->
                        properties.put(property.getKey(), property.getValue().asText()));
        return new Entry(part.getKey(), properties);
    }

    /** Throws unless this is the record of the host on the Zabbix at the address. */
    void demand(String anAddress, String host) {
        if (!address.equals(anAddress) || !site.host().equals(host))
            throw new InstallException(file.path() + " is the record of the host '" + site.host() + "' on " + address
                    + "; name another --directory for '" + host + "' on " + anAddress);
    }

    /** Throws unless the values come as they did: other items would take the place of those that have them. */
    private void demand(Via via) {
        if (site.via() != via)
            throw new InstallException("the host '" + site.host() + "' was installed with --via " + site.via()
                    + "; to change to " + via + ", uninstall first, which takes the items and their values away, or"
                    + " name another --host and --directory");
    }

    Site site() {
        return site;
    }

    Optional<Entry> entry(String id) {
        return Optional.ofNullable(entries.get(id));
    }

    /** Returns when it is on disk. */
    void put(Entry entry) {
        entries.put(entry.id(), entry);
        save();
    }

    /** Returns when it is on disk; with its last entry the file goes. */
    void remove(String id) {
        entries.remove(id);
        if (entries.isEmpty()) file.delete();
        else save();
    }

    private void save() {
        ObjectNode json = JSON.createObjectNode().put("format", FORMAT).put("address", address);
        json.set("site", JSON.valueToTree(site));
        ObjectNode parts = json.putObject("parts");
        entries.values().forEach(entry -> parts.set(entry.id(), JSON.valueToTree(entry.properties())));
        file.write(json.toPrettyString() + "\n");
    }
}
