package org.countersign.operate;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.countersign.dns.Name;
import org.countersign.finding.Finding;
import org.countersign.keys.rollover.KeyRecord;
import org.countersign.keys.rollover.ManagedKey;
import org.countersign.run.RunOutcome;
import org.countersign.schedule.WorkPool;
import org.countersign.store.Alert;
import org.countersign.store.DueWork;
import org.countersign.store.StoredKey;

/**
 * What {@code /metrics} shows, in Prometheus' form. Every name begins with {@code countersign_}.
 */
final class Metrics {
  private static final String ZONE = "zone";

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final MultiGauge serial = gauge("zone.serial", "The serial in service");
  private final MultiGauge age = gauge("release.age.seconds", "Age of the newest release");
  private final MultiGauge life =
      gauge("signature.remaining.seconds", "Shortest life left of any signature, by type");
  private final MultiGauge holds = gauge("hold", "1 while a scope is on hold");
  private final MultiGauge keys = gauge("key.record", "1 for the state each key record is in");
  private final MultiGauge queue = gauge("work.due", "Pieces of work that are due or being done");
  private final MultiGauge waiting = gauge("work.oldest.seconds", "Age of the oldest unmet wish");
  private final MultiGauge alerts = gauge("alert.open", "Alerts that last");
  private final MultiGauge channels = gauge("alert.channel.up", "1 if the last message was taken");

  Metrics(WorkPool pool) {
    Gauge.builder("countersign.work.busy", pool, WorkPool::busy)
        .description("Pieces of work this node is doing")
        .register(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
  }

  private MultiGauge gauge(String name, String help) {
    return MultiGauge.builder("countersign." + name).description(help).register(registry);
  }

  /** A run of this node ended. */
  void ran(RunOutcome outcome) {
    runs(outcome.kind().text());
    outcome
        .millis()
        .forEach(
            (stage, millis) ->
                Timer.builder("countersign.stage")
                    .description("Time that runs take, by stage")
                    .tag("stage", stage)
                    .publishPercentileHistogram(false)
                    .register(registry)
                    .record(Duration.ofMillis(millis)));
    for (Finding finding : outcome.findings()) {
      Counter.builder("countersign.findings")
          .description("What rules found")
          .tags("rule", finding.rule().id(), "severity", finding.severity().name())
          .register(registry)
          .increment();
    }
  }

  /** A run of this node could not be done. */
  void failed() {
    runs("failed");
  }

  private void runs(String outcome) {
    Counter.builder("countersign.runs")
        .description("Runs that ended")
        .tag("outcome", outcome)
        .register(registry)
        .increment();
  }

  /** A vault was asked for something. */
  void vault(String vault, String operation, long nanos) {
    Timer.builder("countersign.vault")
        .description("Time that vaults take")
        .tags("vault", vault, "operation", operation)
        .register(registry)
        .record(Duration.ofNanos(nanos));
  }

  /** The monitor looked. */
  void seen(Monitor.Seen seen) {
    List<Row<?>> serials = new ArrayList<>();
    List<Row<?>> ages = new ArrayList<>();
    List<Row<?>> lives = new ArrayList<>();
    List<Row<?>> held = new ArrayList<>();
    List<Row<?>> records = new ArrayList<>();
    seen.zones()
        .forEach(
            (zone, status) -> {
              Tags tags = Tags.of(ZONE, zone.toString());
              status.release().ifPresent(r -> serials.add(Row.of(tags, r.serial().value())));
              status.age().ifPresent(a -> ages.add(Row.of(tags, a.toSeconds())));
              status
                  .remaining()
                  .forEach(
                      (type, left) -> lives.add(Row.of(tags.and("type", type), left.toSeconds())));
              status.holds().forEach(h -> held.add(Row.of(tags.and("scope", h.scope().text()), 1)));
            });
    seen.keys().forEach((zone, all) -> all.forEach(key -> records.addAll(records(zone, key))));
    put(serial, serials);
    put(age, ages);
    put(life, lives);
    put(holds, held);
    put(keys, records);
    due(seen.due(), seen.at());
    put(alerts, open(seen.alerts()));
  }

  private static List<Row<?>> records(Name zone, StoredKey stored) {
    ManagedKey key = stored.key();
    List<Row<?>> rows = new ArrayList<>();
    for (KeyRecord record : KeyRecord.of(key.role())) {
      rows.add(
          Row.of(
              Tags.of(
                  ZONE,
                  zone.toString(),
                  "fingerprint",
                  key.dnskey().fingerprint().hex().substring(0, 16),
                  "role",
                  key.role().text(),
                  "record",
                  record.name(),
                  "state",
                  key.presence(record).name()),
              1));
    }
    return rows;
  }

  private void due(List<DueWork> due, Instant now) {
    Map<String, Long> count =
        due.stream().collect(Collectors.groupingBy(w -> w.kind().text(), Collectors.counting()));
    List<Row<?>> counts = new ArrayList<>();
    count.forEach((kind, n) -> counts.add(Row.of(Tags.of("kind", kind), n)));
    put(queue, counts);
    List<Row<?>> oldest = new ArrayList<>();
    due.stream()
        .findFirst()
        .ifPresent(
            w -> oldest.add(Row.of(Tags.empty(), Duration.between(w.wantedAt(), now).toSeconds())));
    put(waiting, oldest);
  }

  private static List<Row<?>> open(List<Alert> open) {
    Map<String, Long> count =
        open.stream()
            .collect(Collectors.groupingBy(a -> a.key().condition().id(), Collectors.counting()));
    List<Row<?>> rows = new ArrayList<>();
    count.forEach((condition, n) -> rows.add(Row.of(Tags.of("condition", condition), n)));
    return rows;
  }

  /**
   * @param up by name, whether a channel takes alerts
   */
  void channels(Map<String, Boolean> up) {
    List<Row<?>> rows = new ArrayList<>();
    up.forEach((name, works) -> rows.add(Row.of(Tags.of("channel", name), works ? 1 : 0)));
    put(channels, rows);
  }

  private static void put(MultiGauge gauge, List<Row<?>> rows) {
    gauge.register(rows, true);
  }

  /** Everything, in Prometheus' text form. */
  String text() {
    return registry.scrape();
  }
}
