package org.countersign.keystore;

import java.time.Instant;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.countersign.dns.Fingerprint;
import org.countersign.dns.KeyTag;
import org.countersign.keys.KeyHandle;
import org.countersign.keys.KeyRole;
import org.countersign.keys.adopt.FoundKey;
import org.countersign.keys.adopt.Report;
import org.countersign.keys.rollover.KeyRecord;

/** What a directory of BIND key files reports of its keys, for a takeover. */
public final class BindReports {
  private final List<BindKey> directory;
  private final Instant now;

  /**
   * @param directory every key of the zone in it
   */
  public BindReports(List<BindKey> directory, Instant now) {
    this.directory = List.copyOf(directory);
    this.now = now;
  }

  /**
   * One key of the directory.
   *
   * @param handle where its private half is from now on; empty if there is none
   */
  public FoundKey found(BindKey key, Optional<KeyHandle> handle) {
    Map<KeyRecord, Report> reports = dated(key.timing());
    key.state()
        .ifPresent(
            s -> s.records().forEach((record, state) -> reports.put(record, Report.of(state))));
    return new FoundKey(
        key.dnskeyAt(now),
        key.state().flatMap(BindReports::role),
        key.state().flatMap(BindState::goal),
        handle,
        key.timing().at(BindTiming.Event.CREATED),
        reports,
        predecessors(key));
  }

  private Map<KeyRecord, Report> dated(BindTiming timing) {
    Map<KeyRecord, Report> reports = new EnumMap<>(KeyRecord.class);
    Optional<Instant> gone = reached(timing, BindTiming.Event.DELETE);
    Optional<Instant> came =
        reached(timing, BindTiming.Event.PUBLISH)
            .or(() -> reached(timing, BindTiming.Event.CREATED));
    boolean published = timing.publishes(now);
    reports.put(KeyRecord.DNSKEY, Report.dated(published, published ? came : gone));
    boolean signs = timing.signs(now);
    Optional<Instant> active = reached(timing, BindTiming.Event.ACTIVATE).or(() -> came);
    Optional<Instant> inactive = reached(timing, BindTiming.Event.INACTIVE).or(() -> gone);
    Report signatures = Report.dated(signs, signs ? active : inactive);
    reports.put(KeyRecord.ZRRSIG, signatures);
    reports.put(KeyRecord.KRRSIG, signatures);
    Optional<Instant> dsGone = reached(timing, BindTiming.Event.DS_DELETE);
    Optional<Instant> ds = reached(timing, BindTiming.Event.DS_PUBLISH);
    if (dsGone.isPresent() || ds.isPresent()) {
      boolean there = dsGone.isEmpty();
      reports.put(KeyRecord.DS, Report.dated(there, there ? ds : dsGone));
    }
    return reports;
  }

  private Optional<Instant> reached(BindTiming timing, BindTiming.Event event) {
    return timing.at(event).filter(at -> !at.isAfter(now));
  }

  private static Optional<KeyRole> role(BindState state) {
    if (state.ksk().isEmpty() || state.zsk().isEmpty()) {
      return Optional.empty();
    }
    if (state.ksk().get()) {
      return Optional.of(state.zsk().get() ? KeyRole.CSK : KeyRole.KSK);
    }
    return state.zsk().get() ? Optional.of(KeyRole.ZSK) : Optional.empty();
  }

  /** By tag, as BIND has it, and only where one key alone can be meant. */
  private Set<Fingerprint> predecessors(BindKey key) {
    Set<Fingerprint> found = new HashSet<>();
    key.state().flatMap(BindState::predecessor).flatMap(this::only).ifPresent(found::add);
    for (BindKey other : directory) {
      other
          .state()
          .flatMap(BindState::successor)
          .flatMap(this::only)
          .filter(key.dnskey().fingerprint()::equals)
          .ifPresent(f -> found.add(other.dnskey().fingerprint()));
    }
    found.remove(key.dnskey().fingerprint());
    return found;
  }

  private Optional<Fingerprint> only(KeyTag tag) {
    List<Fingerprint> candidates =
        directory.stream()
            .filter(k -> k.dnskey().tag().equals(tag))
            .map(k -> k.dnskey().fingerprint())
            .toList();
    return candidates.size() == 1 ? Optional.of(candidates.get(0)) : Optional.empty();
  }
}
