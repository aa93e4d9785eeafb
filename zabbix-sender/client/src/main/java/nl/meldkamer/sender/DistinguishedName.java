package nl.meldkamer.sender;

import static java.util.Map.entry;

import java.util.Map;
import javax.security.auth.x500.X500Principal;

/**
 * Names of certificates as Zabbix writes them: a string of RFC 4514, most specific part first, with the short names of
 * OpenSSL. Java escapes more than it must, and writes attributes it has no name for as hexadecimal.
 */
final class DistinguishedName {

    private static final Map<String, String> SHORT_NAMES = Map.ofEntries(
            entry("1.2.840.113549.1.9.1", "emailAddress"),
            entry("1.3.6.1.4.1.311.60.2.1.1", "jurisdictionL"),
            entry("1.3.6.1.4.1.311.60.2.1.2", "jurisdictionST"),
            entry("1.3.6.1.4.1.311.60.2.1.3", "jurisdictionC"),
            entry("2.5.4.4", "SN"),
            entry("2.5.4.5", "serialNumber"),
            entry("2.5.4.9", "street"),
            entry("2.5.4.12", "title"),
            entry("2.5.4.15", "businessCategory"),
            entry("2.5.4.17", "postalCode"),
            entry("2.5.4.42", "GN"),
            entry("2.5.4.43", "initials"),
            entry("2.5.4.46", "dnQualifier"),
            entry("2.5.4.65", "pseudonym"),
            entry("2.5.4.97", "organizationIdentifier"));

    private DistinguishedName() {}

    static String rfc4514(X500Principal name) {
        return withoutNeedlessEscapes(name.getName(X500Principal.RFC2253, SHORT_NAMES));
    }

    /** Of what Java escapes, {@code =} never needs it, and {@code #} only as the first character of a value. */
    private static String withoutNeedlessEscapes(String name) {
        StringBuilder text = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '\\' && i + 1 < name.length()) {
                char escaped = name.charAt(++i);
                boolean firstOfValue = text.length() > 0 && text.charAt(text.length() - 1) == '=';
                if (escaped != '=' && (escaped != '#' || firstOfValue)) text.append('\\');
                text.append(escaped);
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }
}
