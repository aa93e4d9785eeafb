package nl.meldkamer.agent.delivery;

import java.util.concurrent.atomic.LongAdder;

/** What happened at one destination since the start. Thread-safe. */
final class DeliveryCounters {

    final LongAdder accepted = new LongAdder();
    final LongAdder rejected = new LongAdder();
    final LongAdder dead = new LongAdder();
    final LongAdder pushed = new LongAdder();
    final LongAdder unknown = new LongAdder();
    final LongAdder refused = new LongAdder();
    final LongAdder notSent = new LongAdder();
    final LongAdder resent = new LongAdder();
}
