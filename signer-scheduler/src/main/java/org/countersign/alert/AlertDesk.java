package org.countersign.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.countersign.store.Alert;
import org.countersign.store.AlertCondition;
import org.countersign.store.AlertKey;
import org.countersign.store.AlertStore;
import org.countersign.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where trouble is reported. While the database is away, which keeps what was raised, that alone is
 * told, straight to the channels; the rest is reported when it is back.
 */
public final class AlertDesk {
  private static final Logger LOG = LoggerFactory.getLogger(AlertDesk.class);

  private final AlertStore store;
  private final String node;
  private final List<Channel> channels;
  private final Map<AlertKey, Optional<String>> unsaid = new LinkedHashMap<>();
  private Optional<Instant> goneSince = Optional.empty();

  public AlertDesk(AlertStore store, String node, List<Channel> channels) {
    this.store = store;
    this.node = node;
    this.channels = List.copyOf(channels);
  }

  /** There is trouble: raised, if it is not known yet. */
  public synchronized void raise(AlertKey key, String message) {
    try {
      Optional<Alert> raised = store.raise(key, node, message, names(false));
      raised.ifPresent(alert -> LOG.error("alert {} raised: {}", key.condition().id(), message));
    } catch (StoreException e) {
      unsaid.put(key, Optional.of(message));
      databaseIsGone(e);
    }
  }

  /** A trouble is over, if there was any. */
  public synchronized void end(AlertKey key) {
    try {
      if (store.end(key)) {
        LOG.info("alert {} ended", key.condition().id());
      }
    } catch (StoreException e) {
      unsaid.put(key, Optional.empty());
      databaseIsGone(e);
    }
  }

  /** Raises or ends, as the case is. */
  public void report(AlertKey key, Optional<String> trouble) {
    trouble.ifPresentOrElse(message -> raise(key, message), () -> end(key));
  }

  /** The database cannot be asked. */
  public synchronized void databaseIsGone(StoreException why) {
    if (goneSince.isEmpty()) {
      goneSince = Optional.of(Instant.now());
      direct("raised", why.getMessage());
    }
  }

  /** The database was asked and answered: reports what it could not take. */
  public synchronized void databaseIsBack() {
    if (goneSince.isEmpty()) {
      return;
    }
    goneSince = Optional.empty();
    direct("ended", "the database is back");
    Map<AlertKey, Optional<String>> late = new LinkedHashMap<>(unsaid);
    unsaid.clear();
    late.forEach(this::report);
  }

  private void direct(String event, String text) {
    AlertCondition condition = AlertCondition.DATABASE;
    AlertMessage message =
        new AlertMessage(
            0,
            event,
            condition.id(),
            condition.severity().text(),
            Optional.empty(),
            node,
            Instant.now(),
            text);
    LOG.error("alert {} {}: {}", condition.id(), event, text);
    for (Channel channel : channels) {
      Thread teller = new Thread(() -> tell(channel, message), "alert " + channel.name());
      teller.setDaemon(true);
      teller.start();
    }
  }

  private static void tell(Channel channel, AlertMessage message) {
    for (int attempt = 1; attempt <= 3; attempt++) {
      try {
        channel.tell(message);
        return;
      } catch (InterruptedException e) {
        return;
      } catch (Exception e) {
        LOG.error("channel {} was not told: {}", channel.name(), e.getMessage());
      }
    }
  }

  /** Has alerts told again that nobody acknowledged in time. */
  public void escalate(Duration after) {
    List<String> to = names(true);
    store
        .escalate(after, to.isEmpty() ? names(false) : to)
        .forEach(
            alert -> LOG.warn("alert {} ({}) escalated", alert.id(), alert.key().condition().id()));
  }

  private List<String> names(boolean escalation) {
    List<String> names = new ArrayList<>();
    for (Channel channel : channels) {
      if (channel.escalation() == escalation) {
        names.add(channel.name());
      }
    }
    return names;
  }
}
