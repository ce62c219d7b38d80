package org.countersign.operate;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.countersign.settings.Doc;

/** Who is told what goes wrong, and when they are told again. */
record AlertsConfig(
    @Doc("Ways to tell somebody, by names of your choice.") Map<String, Channel> channels,
    @Doc("Time between signs of life on every channel: no sign is a sign too.") Duration heartbeat,
    @Doc("An alert that nobody acknowledged goes to the escalation channels after this.")
        Duration escalateAfter,
    @Doc("A release older than this is an alert: every run since was refused or failed.")
        Duration releaseAge,
    @Doc("Free space on the data directory's disk below which there is an alert, in MB.")
        Integer diskFree,
    @Doc("A hold that is older than this and has no end is an alert.") Duration holdAge) {
  AlertsConfig {
    channels = channels == null ? Map.of() : Map.copyOf(channels);
    heartbeat = heartbeat == null ? Duration.ofHours(1) : heartbeat;
    escalateAfter = escalateAfter == null ? Duration.ofMinutes(15) : escalateAfter;
    releaseAge = releaseAge == null ? Duration.ofDays(1) : releaseAge;
    diskFree = diskFree == null ? 1024 : diskFree;
    holdAge = holdAge == null ? Duration.ofDays(1) : holdAge;
  }

  AlertsConfig in(Path root) {
    Map<String, Channel> absolute = new TreeMap<>();
    channels.forEach((name, channel) -> absolute.put(name, channel.in(root)));
    return new AlertsConfig(absolute, heartbeat, escalateAfter, releaseAge, diskFree, holdAge);
  }

  /** One way to tell somebody: a webhook or a command. */
  record Channel(
      @Doc("A webhook: JSON is sent there by POST; 2xx means taken.") String url,
      @Doc("A file that holds the webhook's bearer token and that only its owner may read.")
          Path tokenFile,
      @Doc(
              "Or a command; `{id}`, `{event}`, `{condition}`, `{severity}`, `{zone}` and `{message}`"
                  + " stand for the alert. No shell sees it. Exit code 0 means taken.")
          String command,
      @Doc("How long one attempt may take.") Duration timeout,
      @Doc("Whether only what nobody acknowledged in time goes here.") Boolean escalation) {
    Channel {
      timeout = timeout == null ? Duration.ofSeconds(10) : timeout;
      escalation = escalation != null && escalation;
    }

    Channel in(Path root) {
      return new Channel(url, AppConfig.below(root, tokenFile), command, timeout, escalation);
    }
  }
}
