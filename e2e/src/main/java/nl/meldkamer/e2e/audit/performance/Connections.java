package nl.meldkamer.e2e.audit.performance;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A connection for each caller, past the store. */
final class Connections implements AutoCloseable {

    private final List<Connection> ofCallers = new ArrayList<>();

    /** @param autoCommit whether each statement is a transaction */
    Connections(StoreUnderTest store, boolean autoCommit) throws IOException, SQLException {
        for (int i = 0; i < Callers.COUNT; i++) {
            Connection connection = store.bare();
            ofCallers.add(connection);
            connection.setAutoCommit(autoCommit);
        }
    }

    Connection of(int caller) {
        return ofCallers.get(caller);
    }

    @Override
    public void close() throws SQLException {
        for (Connection connection : ofCallers) connection.close();
    }
}
