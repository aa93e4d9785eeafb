package nl.meldkamer.sender;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CRL;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of PEM blocks (RFC 7468); text between the blocks is skipped.
 *
 * @param blocks in the order of the file
 */
record PemFile(Path file, List<Block> blocks) {

    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]{1,40})-----([A-Za-z0-9+/=\\s]*+)-----END \\1-----");

    /** RFC 8017, appendix C: {@code INTEGER 0, SEQUENCE {OID rsaEncryption, NULL}}. */
    private static final byte[] RSA_IN_PKCS8 = {
        2, 1, 0, 0x30, 0x0d, 6, 9, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 0x0d, 1, 1, 1, 5, 0
    };

    @SuppressWarnings("ArrayRecordComponent") // Neither compared nor handed out.
    record Block(String type, byte[] der) {}

    static PemFile read(Path file) throws IOException {
        List<Block> blocks = new ArrayList<>();
        Matcher block = BLOCK.matcher(TextFile.read(file));
        while (block.find()) blocks.add(new Block(block.group(1), base64(file, block.group(2))));
        return new PemFile(file, List.copyOf(blocks));
    }

    /** At least one. */
    List<X509Certificate> certificates() throws IOException {
        List<X509Certificate> certificates = new ArrayList<>();
        for (byte[] der : ofType("CERTIFICATE"))
            certificates.add(parsed(der, (factory, in) -> (X509Certificate) factory.generateCertificate(in)));
        return certificates;
    }

    /** At least one. */
    List<CRL> revocationLists() throws IOException {
        List<CRL> lists = new ArrayList<>();
        for (byte[] der : ofType("X509 CRL")) lists.add(parsed(der, CertificateFactory::generateCRL));
        return lists;
    }

    /** The first private key of the file. */
    PrivateKey privateKey() throws IOException {
        for (Block block : blocks) {
            switch (block.type()) {
                case "PRIVATE KEY" -> {
                    return privateKey(block.der());
                }
                case "RSA PRIVATE KEY" -> {
                    return privateKey(pkcs8(block.der()));
                }
                case "EC PRIVATE KEY", "ENCRYPTED PRIVATE KEY" ->
                    throw fault("holds an '" + block.type() + "'; convert it: openssl pkcs8 -topk8 -nocrypt -in " + file
                            + " -out NEW");
                default -> {}
            }
        }
        throw fault("holds no PRIVATE KEY in PEM");
    }

    private PrivateKey privateKey(byte[] pkcs8) throws IOException {
        for (String algorithm : List.of("RSA", "EC")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            } catch (GeneralSecurityException e) {
                // It is a key of the other algorithm, or of none that Zabbix uses.
            }
        }
        throw fault("holds a private key that is neither RSA nor EC");
    }

    private List<byte[]> ofType(String type) throws IOException {
        List<byte[]> found = blocks.stream()
                .filter(block -> block.type().equals(type))
                .map(Block::der)
                .toList();
        if (found.isEmpty()) throw fault("holds no " + type + " in PEM");
        return found;
    }

    private interface Parser<T> {
        T parse(CertificateFactory factory, ByteArrayInputStream in) throws GeneralSecurityException;
    }

    private <T> T parsed(byte[] der, Parser<T> parser) throws IOException {
        try {
            return parser.parse(CertificateFactory.getInstance("X.509"), new ByteArrayInputStream(der));
        } catch (GeneralSecurityException e) {
            throw new IOException(file + " is damaged: " + e.getMessage(), e);
        }
    }

    private static byte[] pkcs8(byte[] pkcs1) {
        return sequence(RSA_IN_PKCS8, tagged(0x04, pkcs1));
    }

    private static byte[] sequence(byte[] first, byte[] second) {
        return tagged(
                0x30,
                ByteBuffer.allocate(first.length + second.length)
                        .put(first)
                        .put(second)
                        .array());
    }

    /** A DER element, whose content has 128 to 65,535 bytes as that of an RSA key does. */
    private static byte[] tagged(int tag, byte[] content) {
        boolean twoBytes = content.length > 0xff;
        ByteBuffer element = ByteBuffer.allocate((twoBytes ? 4 : 3) + content.length);
        element.put((byte) tag).put((byte) (twoBytes ? 0x82 : 0x81));
        if (twoBytes) element.put((byte) (content.length >> 8));
        return element.put((byte) content.length).put(content).array();
    }

    private static byte[] base64(Path file, String text) throws IOException {
        try {
            return Base64.getMimeDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " is damaged: a block is not Base64", e);
        }
    }

    private IOException fault(String what) {
        return new IOException(file + " " + what);
    }
}
