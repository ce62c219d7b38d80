package org.countersign.operate;

import java.time.Duration;
import java.util.Set;
import java.util.function.BiConsumer;
import org.countersign.settings.CommandTemplate;

/** Whether the service's sections of a configuration can be used. */
final class ServiceLint {
  /** What an alert command may name. */
  static final Set<String> ALERT_PLACEHOLDERS =
      Set.of("id", "event", "condition", "severity", "zone", "message");

  private static final Duration SHORTEST_LEASE = Duration.ofSeconds(3);

  private final BiConsumer<String, String> error;

  /**
   * @param error takes a field and what is wrong with it
   */
  ServiceLint(BiConsumer<String, String> error) {
    this.error = error;
  }

  void check(AppConfig config) {
    service(config.service());
    http(config.http());
    config.alerts().channels().forEach((name, c) -> channel("alerts.channels." + name, c));
  }

  private void service(ServiceConfig service) {
    if (service.node() != null && !service.node().matches("[A-Za-z0-9._-]{1,40}")) {
      error.accept("service.node", "is no name: 1 to 40 letters, digits, points, - and _");
    }
    if (service.workers() < 0 || service.workers() > 256) {
      error.accept("service.workers", service.workers() + " is out of range: 0 to 256");
    }
    if (service.lease().compareTo(SHORTEST_LEASE) < 0) {
      error.accept(
          "service.lease",
          service.lease() + " is less than 3s: one slow answer of the database would lose it");
    }
    if (service.poll().compareTo(Duration.ofMillis(100)) < 0) {
      error.accept("service.poll", service.poll() + " would ask without pause; 0.1 s is the least");
    }
    if (service.stopTimeout().isNegative()) {
      error.accept("service.stopTimeout", service.stopTimeout() + " is negative");
    }
  }

  private void http(HttpConfig http) {
    if (http.port() < 0 || http.port() > 65535) {
      error.accept("http.port", http.port() + " is no port: 0 to 65535");
    }
    if ((http.certificate() == null) != (http.key() == null)) {
      error.accept("http", "needs both certificate and key for HTTPS, or neither for plain HTTP");
    }
  }

  private void channel(String path, AlertsConfig.Channel channel) {
    if ((channel.url() == null) == (channel.command() == null)) {
      error.accept(path, "needs either a url or a command");
      return;
    }
    if (channel.url() != null && !channel.url().matches("https?://[^@]+")) {
      error.accept(path + ".url", "is no address that starts with https:// or http://, without @");
    }
    if (channel.command() != null) {
      try {
        CommandTemplate.parse(channel.command(), ALERT_PLACEHOLDERS);
      } catch (IllegalArgumentException e) {
        error.accept(path + ".command", e.getMessage());
      }
    }
    if (channel.timeout().isZero() || channel.timeout().isNegative()) {
      error.accept(path + ".timeout", "gives no time; give some, such as 10s");
    }
  }
}
