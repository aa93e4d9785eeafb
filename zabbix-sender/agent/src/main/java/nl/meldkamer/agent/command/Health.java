package nl.meldkamer.agent.command;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import nl.meldkamer.agent.audit.AuditService;
import nl.meldkamer.agent.delivery.Delivery;
import nl.meldkamer.agent.delivery.DeliverySnapshot;
import nl.meldkamer.agent.socket.Confirmations;
import nl.meldkamer.agent.socket.Knowledge;
import nl.meldkamer.agent.socket.LatestValues;
import nl.meldkamer.agent.spool.Spool;

/** The daemon's figures as its socket tells them; a name once given keeps its meaning. */
final class Health {

    private Health() {}

    static Map<String, String> of(Delivery delivery, Spool spool, Knowledge knowledge, Optional<AuditService> audit) {
        Map<String, String> figures = new LinkedHashMap<>();
        figures.put("version", Version.text());
        figures.put("spool.appended", Long.toString(spool.counters().appended()));
        spool.counters()
                .dropped()
                .forEach((reason, count) -> figures.put("spool.dropped." + reason.name(), Long.toString(count)));
        for (DeliverySnapshot snapshot : delivery.snapshots()) put(snapshot, figures);
        put(knowledge, figures);
        audit.ifPresent(service -> figures.putAll(service.figures()));
        return figures;
    }

    private static void put(Knowledge knowledge, Map<String, String> figures) {
        LatestValues.Counters latest = knowledge.latest().counters();
        figures.put("latest.keys", Integer.toString(latest.keys()));
        figures.put("latest.characters", Long.toString(latest.characters()));
        figures.put("latest.turned-away", Long.toString(latest.turnedAway()));
        figures.put("latest.on-board", Integer.toString(latest.shown()));
        Confirmations.Counters history = knowledge.confirmations().counters();
        figures.put("history.confirmed", Long.toString(history.confirmed()));
        figures.put("history.unknown", Long.toString(history.unknown()));
        figures.put("history.unconfirmed", Long.toString(history.unconfirmed()));
        figures.put("history.untold", Long.toString(history.untold()));
    }

    private static void put(DeliverySnapshot snapshot, Map<String, String> figures) {
        String name = "delivery." + snapshot.destination() + ".";
        figures.put(name + "accepted", Long.toString(snapshot.accepted()));
        figures.put(name + "rejected", Long.toString(snapshot.rejected()));
        figures.put(name + "dead", Long.toString(snapshot.dead()));
        figures.put(name + "blocked-hosts", Long.toString(snapshot.blockedHosts()));
        figures.put(name + "waiting", Long.toString(snapshot.waiting()));
        figures.put(
                name + "oldest",
                Long.toString(snapshot.oldest().map(Duration::toSeconds).orElse(0L)));
    }
}
