package org.countersign.operate;

import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.countersign.schedule.NodeTerms;
import org.countersign.schedule.Service;
import org.countersign.store.DueWorkStore;
import org.countersign.store.RevisionReader;
import org.countersign.store.SignerDatabase;
import org.countersign.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One node of the service, put together from an installation. */
final class Node implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Node.class);
  private static final Duration CATCH_UP = Duration.ofSeconds(2);

  private final Installation installation;
  private final ServedReleases served;
  private final Service service;
  private final Thread catcher = new Thread(this::catchUp, "served releases");
  private final String name;
  private volatile boolean stopping;

  Node(Installation installation, Clock clock) {
    this.installation = installation;
    this.name = name(installation.config().service());
    ServiceConfig config = installation.config().service();
    SignerDatabase database = new SignerDatabase(installation.databases().signer());
    this.served = new ServedReleases(installation);
    this.service =
        new Service(
            name,
            installation.databases(),
            new RevisionReader(
                installation.databases().registry(), installation.config().registry().schema()),
            new DueWorkStore(database),
            new ServiceWork(installation, clock, served),
            new NodeTerms(
                config.workersOn(Runtime.getRuntime().availableProcessors()),
                config.lease(),
                config.poll()));
    catcher.setDaemon(true);
  }

  /** The configured name, and what tells this process from any other that was called so. */
  private static String name(ServiceConfig config) {
    String called = config.node() == null ? ProcessName.own().host() : config.node();
    String once = UUID.randomUUID().toString().substring(0, 8);
    return called.substring(0, Math.min(40, called.length()))
        + "-"
        + ProcessHandle.current().pid()
        + "-"
        + once;
  }

  /** Serves what was released last, then starts to work. */
  void start() {
    served.catchUp();
    catcher.start();
    service.start();
    LOG.info("node {} works", name);
  }

  boolean isWell() {
    return service.isWell();
  }

  /** For people. */
  String summary() {
    return "node " + name + " works";
  }

  private void catchUp() {
    boolean troubled = false;
    try {
      while (!stopping) {
        Thread.sleep(CATCH_UP.toMillis());
        try {
          served.catchUp();
          troubled = false;
        } catch (StoreException e) {
          if (!troubled) {
            LOG.warn("what other nodes release is not seen: {}", e.getMessage());
          }
          troubled = true;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    LOG.info("node {} stops", name);
    stopping = true;
    boolean clean = service.stop(installation.config().service().stopTimeout());
    catcher.interrupt();
    LOG.info("node {} has stopped{}", name, clean ? "" : ", and has broken work off");
  }
}
