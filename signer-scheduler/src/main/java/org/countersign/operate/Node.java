package org.countersign.operate;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.countersign.alert.AlertDesk;
import org.countersign.alert.Channel;
import org.countersign.alert.Teller;
import org.countersign.schedule.NodeTerms;
import org.countersign.schedule.Service;
import org.countersign.store.AlertDeliveries;
import org.countersign.store.AlertStore;
import org.countersign.store.DueWorkStore;
import org.countersign.store.RevisionReader;
import org.countersign.store.SignerDatabase;
import org.countersign.store.TokenStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One node of the service, put together from an installation. */
final class Node implements AutoCloseable, HttpServer.Health {
  private static final Logger LOG = LoggerFactory.getLogger(Node.class);
  private static final Duration LOOK = Duration.ofSeconds(10);

  private final Installation installation;
  private final String name;
  private final ServedReleases served;
  private final Service service;
  private final Metrics metrics;
  private final Monitor monitor;
  private final List<Teller> tellers = new ArrayList<>();
  private final HttpServer http;
  private final ReleaseFollower follower;
  private final Clock clock;
  private volatile boolean working;

  Node(Installation installation, Clock clock) {
    this.installation = installation;
    this.clock = clock;
    AppConfig config = installation.config();
    String host = host(config.service());
    this.name = host + "-" + ProcessHandle.current().pid() + "-" + once();
    SignerDatabase database = new SignerDatabase(installation.databases().signer());
    List<Channel> channels = AlertChannels.of(config.alerts());
    AlertDesk desk = new AlertDesk(new AlertStore(database), name, channels);
    ZoneAlerts zoneAlerts = new ZoneAlerts(desk, config.alerts());
    DueWorkStore due = new DueWorkStore(database);
    this.served = new ServedReleases(installation);
    ServiceWork work =
        new ServiceWork(
            installation, clock, served, zoneAlerts, new RolloverWatch(installation, due, desk));
    this.service =
        new Service(
            name,
            installation.databases(),
            new RevisionReader(installation.databases().registry(), config.registry().schema()),
            due,
            work,
            new NodeTerms(
                config.service().workersOn(Runtime.getRuntime().availableProcessors()),
                config.service().lease(),
                config.service().poll()));
    this.metrics = new Metrics(service.pool());
    work.count(metrics);
    installation.watchVaults(vault -> new TimedVault(vault, metrics));
    for (Channel channel : channels) {
      AlertDeliveries deliveries = new AlertDeliveries(database);
      tellers.add(new Teller(channel, deliveries, desk, name, config.alerts().heartbeat()));
    }
    this.monitor =
        new Monitor(
            installation,
            clock,
            desk,
            zoneAlerts,
            new NodeAlerts(desk, host, config.data(), config.alerts()),
            served,
            this::seen,
            LOOK);
    this.follower = new ReleaseFollower(served);
    HttpAccess access = new HttpAccess(new TokenStore(database));
    this.http =
        new HttpServer(
            config.http(), this, metrics::text, new HttpApi(installation, clock, access), access);
  }

  private static String host(ServiceConfig config) {
    String called = config.node() == null ? ProcessName.own().host() : config.node();
    return called.substring(0, Math.min(40, called.length()));
  }

  /** What tells this process from any other that was called so. */
  private static String once() {
    return UUID.randomUUID().toString().substring(0, 8);
  }

  /**
   * Serves what was released last, then starts to work.
   *
   * @throws IOException if HTTP cannot be offered
   */
  void start() throws IOException {
    served.catchUp();
    if (installation.config().http().enabled()) {
      http.start();
    }
    tellers.forEach(Teller::start);
    follower.start();
    monitor.start();
    service.start();
    working = true;
    LOG.info("node {} works", name);
  }

  private void seen(Monitor.Seen seen) {
    Map<String, Boolean> up = new LinkedHashMap<>();
    tellers.forEach(teller -> up.put(teller.channel(), teller.isUp()));
    metrics.seen(seen);
    metrics.channels(up);
  }

  @Override
  public boolean live() {
    return !working || service.isWell();
  }

  @Override
  public List<String> notReady() {
    List<String> troubles = new ArrayList<>();
    if (!working) {
      troubles.add("starting or stopping");
    }
    if (monitor.seen().at().plus(Duration.ofMinutes(1)).isBefore(clock.instant())) {
      troubles.add("the database has not answered for a minute");
    }
    served.troubles().forEach((zone, why) -> troubles.add(zone + " is not in service: " + why));
    return troubles;
  }

  /** Where HTTP is. */
  int port() {
    return http.port();
  }

  /** For people. */
  String summary() {
    return "node " + name + " works";
  }

  @Override
  public void close() {
    LOG.info("node {} stops", name);
    working = false;
    boolean clean = service.stop(installation.config().service().stopTimeout());
    follower.close();
    monitor.close();
    tellers.forEach(Teller::close);
    http.close();
    LOG.info("node {} has stopped{}", name, clean ? "" : ", and has broken work off");
  }
}
