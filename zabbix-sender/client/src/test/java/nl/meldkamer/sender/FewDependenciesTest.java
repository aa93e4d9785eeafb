package nl.meldkamer.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import nl.meldkamer.sender.testing.FakeTrapper;
import org.junit.jupiter.api.Test;

/** BouncyCastle is for pre-shared keys only, and OkHttp for history.push only: a program may leave them out. */
class FewDependenciesTest {

    @Test
    void jacksonCoreIsEnoughToSend() throws Exception {
        try (URLClassLoader loader = new URLClassLoader(
                        new URL[] {location(TrapperSender.class), location(JsonFactory.class)},
                        ClassLoader.getPlatformClassLoader());
                FakeTrapper trapper = FakeTrapper.start()) {
            assertThatThrownBy(() -> loader.loadClass("org.bouncycastle.tls.TlsClientProtocol"))
                    .isInstanceOf(ClassNotFoundException.class);
            assertThat(send(loader, trapper.address())).hasToString(new Outcome.Accepted(1).toString());
        }
    }

    private static Object send(ClassLoader loader, Address to) throws Exception {
        Object address =
                type(loader, Address.class).getMethod("parse", String.class).invoke(null, to.toString());
        Class<?> config = type(loader, TrapperConfig.class);
        Object sender = type(loader, TrapperSender.class)
                .getConstructor(config)
                .newInstance(config.getMethod("to", type(loader, Address.class)).invoke(null, address));
        Object sample = type(loader, Sample.class)
                .getMethod("of", String.class, String.class, String.class, long.class, int.class)
                .invoke(null, "host", "key", "42", 1_700_000_000L, 1);
        Object packet = type(loader, Packet.class).getMethod("of", List.class).invoke(null, List.of(sample));
        return sender.getClass().getMethod("send", type(loader, Packet.class)).invoke(sender, packet);
    }

    private static Class<?> type(ClassLoader loader, Class<?> known) throws ClassNotFoundException {
        return loader.loadClass(known.getName());
    }

    private static URL location(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation();
    }
}
