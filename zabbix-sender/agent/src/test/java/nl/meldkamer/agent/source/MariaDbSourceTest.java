package nl.meldkamer.agent.source;

import org.junit.jupiter.api.extension.RegisterExtension;

class MariaDbSourceTest extends SqlSourceContract {

    @RegisterExtension
    static final RealMariaDb SERVER = new RealMariaDb();

    @Override
    RealDatabase server() {
        return SERVER;
    }

    @Override
    String longQuery() {
        return "SELECT SLEEP(5)";
    }

    @Override
    String queryThatLeaks() {
        return "SELECT EXTRACTVALUE(1, '~NL91ABNA')";
    }

    @Override
    String momentType() {
        return "DATETIME(6)";
    }
}
