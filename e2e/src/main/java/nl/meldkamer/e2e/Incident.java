package nl.meldkamer.e2e;

import java.time.LocalDateTime;
import java.util.List;

/** Something that goes wrong in what is monitored, and how it becomes good again. */
interface Incident {

    String PREFIX = "INCIDENT-";

    String name();

    void begin(LocalDateTime now) throws Exception;

    /** What is to be seen in Zabbix, and within how long. */
    List<String> expectation();

    void end(LocalDateTime now) throws Exception;

    /** What was done about it, and what is to be seen. */
    List<String> outcome();
}
