package org.countersign.run;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.countersign.publish.Publisher;
import org.countersign.release.ReleasedZone;

/** Gives a released zone to every publisher; one that fails keeps no other from publishing. */
final class PublishStage {
  private final List<Publisher> publishers;
  private final Stages stages;
  private final Map<String, String> published = new LinkedHashMap<>();
  private final Map<String, String> unpublished = new LinkedHashMap<>();

  PublishStage(List<Publisher> publishers, Stages stages) {
    this.publishers = publishers;
    this.stages = stages;
  }

  void publish(ReleasedZone zone) {
    for (Publisher publisher : publishers) {
      try {
        String where = stages.run("publish", progress -> publisher.publish(zone));
        published.put(publisher.name(), where);
        unpublished.remove(publisher.name());
      } catch (Exception e) {
        unpublished.put(publisher.name(), e.getMessage());
      }
    }
  }

  /** By publisher's name, where the zone is. */
  Map<String, String> published() {
    return Map.copyOf(published);
  }

  /** By publisher's name, why it could not publish. */
  Map<String, String> unpublished() {
    return Map.copyOf(unpublished);
  }
}
