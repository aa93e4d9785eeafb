package nl.meldkamer.templates.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nl.meldkamer.templates.api.ApiException.Kind;
import okhttp3.HttpUrl;

/** Where the API is, and of which version. */
record Endpoint(HttpUrl url, ZabbixVersion version) {

    private static final String PAGE = "api_jsonrpc.php";

    /** Tries the usual places; throws with what was found at each when the API is at none of them. */
    static Endpoint find(JsonRpc rpc, String address, Deadline deadline) {
        List<String> findings = new ArrayList<>();
        for (HttpUrl candidate : candidates(parsed(address))) {
            try {
                return new Endpoint(candidate, version(rpc, candidate, deadline));
            } catch (ApiException e) {
                if (e.kind() != Kind.WRONG_ADDRESS) throw e;
                findings.add("  " + e.getMessage());
            }
        }
        throw new ApiException(
                Kind.WRONG_ADDRESS,
                "there is no Zabbix API at " + address + ":\n" + String.join("\n", findings)
                        + "\nGive the address at which the frontend opens in a browser.");
    }

    private static HttpUrl parsed(String address) {
        HttpUrl url = HttpUrl.parse(address);
        if (url == null)
            throw new ApiException(
                    Kind.WRONG_ADDRESS, "'" + address + "' is no address such as https://zabbix.example.org/zabbix");
        if (!url.username().isEmpty() || !url.password().isEmpty())
            throw new ApiException(
                    Kind.WRONG_ADDRESS, "the address holds a user or password; leave them out, and log in by options");
        return url.newBuilder().query(null).fragment(null).build();
    }

    private static Set<HttpUrl> candidates(HttpUrl url) {
        Set<HttpUrl> all = new LinkedHashSet<>();
        if (url.encodedPath().endsWith("/" + PAGE)) return Set.of(url);
        HttpUrl folder = url.encodedPath().endsWith(".php")
                ? url.newBuilder().removePathSegment(url.pathSize() - 1).build()
                : url;
        all.add(folder.newBuilder().addPathSegments(PAGE).build());
        all.add(folder.newBuilder().addPathSegments("zabbix/" + PAGE).build());
        return all;
    }

    private static ZabbixVersion version(JsonRpc rpc, HttpUrl url, Deadline deadline) {
        JsonNode version = rpc.ask(url, "apiinfo.version", Map.of(), deadline);
        try {
            return ZabbixVersion.parse(version.asText());
        } catch (IllegalArgumentException e) {
            throw new ApiException(Kind.WRONG_ADDRESS, url + ": an API, but not of Zabbix");
        }
    }
}
