package nl.meldkamer.sender;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x500.X500Name;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The expected names were printed by {@code openssl x509 -subject -nameopt RFC2253,-esc_msb,utf8}. */
class DistinguishedNameTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "C=NL,O=Zabbix SIA,CN=server|CN=server,O=Zabbix SIA,C=NL",
                "DC=org,DC=example,CN=a\\=b|CN=a=b,DC=example,DC=org",
                "CN=a\\,b\\+c|CN=a\\,b\\+c",
                "CN=\\#1|CN=\\#1",
                "CN=a#1|CN=a#1",
                "CN=back\\\\slash|CN=back\\\\slash",
                "CN=Café|CN=Café",
                "C=NL,E=a@b.nl,CN=x|CN=x,emailAddress=a@b.nl,C=NL",
                "C=NL,SERIALNUMBER=12,CN=x|CN=x,serialNumber=12,C=NL",
                "2.5.4.4=x,2.5.4.42=y,2.5.4.12=z,CN=\\ lead|CN=\\ lead,title=z,GN=y,SN=x",
                "CN=q\\\"\\<\\>\\;\\=|CN=q\\\"\\<\\>\\;=",
                "2.5.4.15=b,2.5.4.17=1,UID=u,STREET=s,L=l,ST=st,CN=q|CN=q,ST=st,L=l,street=s,UID=u,postalCode=1,businessCategory=b"
            })
    void namesAreWrittenAsOpenSslWritesThem(String certificateName, String written) throws IOException {
        byte[] encoded = new X500Name(certificateName).getEncoded();
        assertThat(DistinguishedName.rfc4514(new X500Principal(encoded))).isEqualTo(written);
    }
}
