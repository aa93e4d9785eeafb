package nl.meldkamer.e2e;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** A database server that can hold an association's site. */
interface Engine {

    /** The word for it in {@code meldkamer.yaml}. */
    String kind();

    int port();

    /** An empty database; one of that name is dropped. */
    void createDatabase(String database) throws SQLException, IOException;

    /** An account that may read these tables, and what the server says of itself, and do nothing else. */
    void createReader(String database, Login reader, List<String> tables) throws SQLException, IOException;

    /** As the owner, who may do everything. Identifiers are quoted with double quotes on every engine. */
    Connection connect(String database) throws SQLException, IOException;

    Connection connect(String database, Login login) throws SQLException;

    /** A schema written for MariaDB in this engine's words: statements that end in a semicolon at the end of a line. */
    String schema(String mariaDbSchema);
}
