package nl.meldkamer.audit.tail;

import org.junit.jupiter.api.extension.RegisterExtension;

class PostgreSqlTailTest extends TailContract {

    @RegisterExtension
    static final AppDatabase.PostgreSql DATABASE = new AppDatabase.PostgreSql();

    @Override
    AppDatabase app() {
        return DATABASE;
    }
}
