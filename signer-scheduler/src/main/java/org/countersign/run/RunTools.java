package org.countersign.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.countersign.dns.Name;
import org.countersign.keys.KeyVaults;
import org.countersign.policy.Policy;
import org.countersign.policy.TtlPolicy;
import org.countersign.publish.Publisher;
import org.countersign.sign.Workers;
import org.countersign.store.PullResult;
import org.countersign.store.RegistryPull;

/**
 * What a run works with besides its zone's state.
 *
 * @param registrySchema the schema version of the reference registry; empty for a foreign one
 * @param keepReleases artefacts of the zone that stay, the newest included
 */
public record RunTools(
    UUID runId,
    Path dataDirectory,
    RegistryPull registry,
    Optional<String> registrySchema,
    KeyVaults vaults,
    Workers workers,
    List<Publisher> publishers,
    int keepReleases,
    ProgressLine progress) {

  PullResult pull(Name zone, TtlPolicy ttl) {
    return registry.pull(zone, ttl);
  }

  int threads(Policy policy) {
    return policy.signing().threadsOn(Runtime.getRuntime().availableProcessors());
  }
}
