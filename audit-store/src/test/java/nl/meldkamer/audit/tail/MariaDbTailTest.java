package nl.meldkamer.audit.tail;

import org.junit.jupiter.api.extension.RegisterExtension;

class MariaDbTailTest implements TailedRowsContract, TailProgressContract {

    @RegisterExtension
    static final AppDatabase.MariaDb DATABASE = new AppDatabase.MariaDb();

    @RegisterExtension
    final Tailing tailing = new Tailing(DATABASE);

    @Override
    public Tailing tailing() {
        return tailing;
    }
}
