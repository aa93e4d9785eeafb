package nl.meldkamer.audit.tail;

import org.junit.jupiter.api.extension.RegisterExtension;

class PostgreSqlTailTest implements TailedRowsContract, TailProgressContract {

    @RegisterExtension
    static final AppDatabase.PostgreSql DATABASE = new AppDatabase.PostgreSql();

    @RegisterExtension
    final Tailing tailing = new Tailing(DATABASE);

    @Override
    public Tailing tailing() {
        return tailing;
    }
}
