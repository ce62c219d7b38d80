package org.countersign.store;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.countersign.keys.observe.ParentAnswer;
import org.countersign.policy.TimingPolicy;

/** The algorithms that a DS in some cache may name, where the parent's servers have told. */
final class ChainedAlgorithms {
  private final TimingPolicy timing;
  private final Instant now;

  ChainedAlgorithms(TimingPolicy timing, Instant now) {
    this.timing = timing;
    this.now = now;
  }

  /**
   * @param answers oldest first
   * @param servers all of the parent's
   * @return empty if one of them never answered, or only lately: what it had before nobody knows
   */
  Optional<Set<Integer>> of(List<ParentAnswer> answers, Set<String> servers) {
    Set<Integer> algorithms = new HashSet<>();
    for (String server : servers) {
      List<ParentAnswer> said = answers.stream().filter(a -> a.server().equals(server)).toList();
      if (said.isEmpty() || cached(said.get(0).at(), timing.parentDsTtl())) {
        return Optional.empty();
      }
      for (int i = 0; i < said.size(); i++) {
        ParentAnswer answer = said.get(i);
        if (i + 1 == said.size() || cached(said.get(i + 1).at(), answer.ttl())) {
          answer.ds().forEach(ds -> algorithms.add(ds[2] & 0xff)); // RFC 4034 section 5.1
        }
      }
    }
    return servers.isEmpty() ? Optional.empty() : Optional.of(algorithms);
  }

  private boolean cached(Instant served, Duration ttl) {
    return served.plus(ttl).plus(timing.parentPropagationDelay()).isAfter(now);
  }
}
