package org.countersign.alert;

import java.time.Duration;
import java.util.Optional;
import org.countersign.store.AlertCondition;
import org.countersign.store.AlertDeliveries;
import org.countersign.store.AlertDelivery;
import org.countersign.store.AlertKey;
import org.countersign.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells one channel what waits for it, in order, again and again until it is taken. A channel that
 * does not take anything is trouble itself, which the others are told.
 */
public final class Teller implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Teller.class);
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Duration FIRST = Duration.ofSeconds(2);
  private static final Duration LAST = Duration.ofMinutes(5);
  private static final int DEAD = 3;

  private final Channel channel;
  private final AlertDeliveries deliveries;
  private final AlertDesk desk;
  private final String node;
  private final Duration heartbeat;
  private final Thread thread;
  private volatile boolean up = true;

  /**
   * @param heartbeat time between signs of life
   */
  public Teller(
      Channel channel,
      AlertDeliveries deliveries,
      AlertDesk desk,
      String node,
      Duration heartbeat) {
    this.channel = channel;
    this.deliveries = deliveries;
    this.desk = desk;
    this.node = node;
    this.heartbeat = heartbeat;
    this.thread = new Thread(this::work, "alerts to " + channel.name());
    thread.setDaemon(true);
  }

  public void start() {
    thread.start();
  }

  public String channel() {
    return channel.name();
  }

  /** Whether the last message was taken. */
  public boolean isUp() {
    return up;
  }

  private void work() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        try {
          deliveries.heartbeat(channel.name(), heartbeat);
          while (next()) {
            // until nothing waits
          }
        } catch (StoreException e) {
          LOG.debug("alerts", e); // the desk says that the database is away
        }
        Thread.sleep(LOOK.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean next() throws InterruptedException {
    Optional<AlertDelivery> next =
        deliveries.claim(channel.name(), channel.timeout().plusSeconds(30));
    if (next.isEmpty()) {
      return false;
    }
    AlertDelivery delivery = next.get();
    try {
      channel.tell(AlertMessage.of(delivery, node));
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      failed(delivery, e);
      return true;
    }
    deliveries.delivered(delivery);
    up = true;
    desk.end(key());
    return true;
  }

  private void failed(AlertDelivery delivery, Exception e) {
    String why = e.getMessage() == null ? e.toString() : e.getMessage();
    Duration delay = FIRST.multipliedBy(1L << Math.min(delivery.attempts() - 1, 10));
    deliveries.failed(delivery, why, delay.compareTo(LAST) < 0 ? delay : LAST);
    LOG.error("channel {} took nothing, attempt {}: {}", channel.name(), delivery.attempts(), why);
    up = false;
    if (delivery.attempts() >= DEAD) {
      desk.raise(key(), "channel " + channel.name() + " takes no alerts: " + why);
    }
  }

  private AlertKey key() {
    return AlertKey.of(AlertCondition.ALERT_PATH, channel.name());
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
