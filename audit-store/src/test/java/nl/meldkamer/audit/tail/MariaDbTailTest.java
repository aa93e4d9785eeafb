package nl.meldkamer.audit.tail;

import org.junit.jupiter.api.extension.RegisterExtension;

class MariaDbTailTest extends TailContract {

    @RegisterExtension
    static final AppDatabase.MariaDb DATABASE = new AppDatabase.MariaDb();

    @Override
    AppDatabase app() {
        return DATABASE;
    }
}
