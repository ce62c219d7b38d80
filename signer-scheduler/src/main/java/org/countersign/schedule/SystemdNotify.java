package org.countersign.schedule;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.countersign.program.OutsideProgram;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells systemd how the service is (sd_notify(3)), by its own program {@code systemd-notify}: Java
 * 17 has no datagrams on local sockets. The unit needs {@code NotifyAccess=all}. Silent where
 * nobody started us that wants to know.
 */
public final class SystemdNotify implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SystemdNotify.class);
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private final boolean wanted;
  private final Optional<Duration> watchdog;
  private final Thread barker;
  private volatile boolean closed;

  /**
   * @param environment of this process: NOTIFY_SOCKET and WATCHDOG_USEC
   * @param well asked before each sign of life
   */
  public SystemdNotify(Map<String, String> environment, BooleanSupplier well) {
    this.wanted = environment.getOrDefault("NOTIFY_SOCKET", "").length() > 0;
    this.watchdog =
        Optional.ofNullable(environment.get("WATCHDOG_USEC"))
            .filter(text -> wanted && text.matches("\\d{1,15}"))
            .map(text -> Duration.ofNanos(Long.parseLong(text) * 1000));
    this.barker = new Thread(() -> bark(well), "watchdog");
    barker.setDaemon(true);
  }

  /** The service is up. */
  public void ready(String status) {
    tell("READY=1", "STATUS=" + status);
    watchdog.ifPresent(interval -> barker.start());
  }

  /** The service is going down. */
  public void stopping() {
    tell("STOPPING=1");
  }

  private void bark(BooleanSupplier well) {
    try {
      while (!closed) {
        Thread.sleep(watchdog.orElseThrow().toMillis() / 3);
        if (well.getAsBoolean()) {
          tell("WATCHDOG=1");
        } else {
          LOG.error("no sign of life for systemd: this node does not look for work any more");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void tell(String... words) {
    if (!wanted) {
      return;
    }
    List<String> command = new ArrayList<>();
    command.add("systemd-notify");
    command.add("--pid=" + ProcessHandle.current().pid());
    command.addAll(List.of(words));
    try {
      OutsideProgram.Result result = new OutsideProgram(command, LIMIT).run();
      if (!result.succeeded()) {
        LOG.warn("systemd-notify: {}", result.describe());
      }
    } catch (IOException e) {
      LOG.warn("systemd is not told how the service is: {}", e.getMessage());
    }
  }

  @Override
  public void close() {
    closed = true;
    barker.interrupt();
  }
}
