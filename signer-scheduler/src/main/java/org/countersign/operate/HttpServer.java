package org.countersign.operate;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.countersign.store.StoreException;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The service's HTTP: health, metrics, and what {@link HttpApi} offers. */
final class HttpServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
  private static final int THREADS = 12;
  private static final long LARGEST_REQUEST = 65_536;

  private final HttpConfig config;
  private final Health health;
  private final Supplier<String> metrics;
  private final HttpApi api;
  private final HttpAccess access;
  private Javalin server;

  /** What the health pages ask. */
  interface Health {
    /** Whether this process should go on as it is. */
    boolean live();

    /** Why no work should be expected of it now; empty if it should. */
    List<String> notReady();
  }

  HttpServer(
      HttpConfig config, Health health, Supplier<String> metrics, HttpApi api, HttpAccess access) {
    this.config = config;
    this.health = health;
    this.metrics = metrics;
    this.api = api;
    this.access = access;
  }

  /**
   * Starts to listen.
   *
   * @throws IOException if the address cannot be used, or certificate or key cannot
   */
  void start() throws IOException {
    SslContextFactory.Server tls =
        config.certificate() == null ? null : PemIdentity.of(config.certificate(), config.key());
    server = Javalin.create(javalin -> configure(javalin, tls));
    try {
      server.start();
    } catch (RuntimeException e) {
      throw new IOException(
          "HTTP cannot listen on " + config.address() + " port " + config.port() + ": " + cause(e),
          e);
    }
    LOG.info("{} on {} port {}", tls == null ? "HTTP" : "HTTPS", config.address(), server.port());
  }

  private static String cause(Throwable e) {
    Throwable last = e;
    while (last.getCause() != null) {
      last = last.getCause();
    }
    return last.getMessage();
  }

  int port() {
    return server.port();
  }

  private void configure(JavalinConfig javalin, SslContextFactory.Server tls) {
    javalin.startup.showJavalinBanner = false;
    javalin.startup.showOldJavalinVersionWarning = false;
    javalin.startup.startupWatcherEnabled = false;
    javalin.http.maxRequestSize = LARGEST_REQUEST;
    javalin.jetty.threadPool = new QueuedThreadPool(THREADS, 2);
    javalin.jetty.host = config.address();
    javalin.jetty.port = config.port();
    javalin.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
    if (tls != null) {
      javalin.jetty.addConnector(
          (jetty, http) -> {
            http.addCustomizer(new org.eclipse.jetty.server.SecureRequestCustomizer(false));
            ServerConnector connector =
                new ServerConnector(jetty, tls, new HttpConnectionFactory(http));
            connector.setHost(config.address());
            connector.setPort(config.port());
            return connector;
          });
    }
    routes(javalin);
  }

  private void routes(JavalinConfig javalin) {
    javalin.routes.get("/health/live", context -> health(context, live()));
    javalin.routes.get("/health/ready", context -> health(context, health.notReady()));
    if (config.metricsToken()) {
      javalin.routes.get("/metrics", access.only(TokenCommand.Role.VIEW, this::metrics));
    } else {
      javalin.routes.get("/metrics", this::metrics);
    }
    api.addTo(javalin.routes);
    javalin.routes.exception(
        HttpProblem.class, (e, context) -> problem(context, e.status(), e.getMessage()));
    javalin.routes.exception(
        StoreException.class, (e, context) -> problem(context, 503, e.getMessage()));
    javalin.routes.exception(
        Exception.class,
        (e, context) -> {
          LOG.error("{} {}", context.method(), context.path(), e);
          problem(context, 500, "see the service's log");
        });
  }

  private List<String> live() {
    return health.live() ? List.of() : List.of("this node does not look for work any more");
  }

  private static void health(Context context, List<String> troubles) {
    context.status(troubles.isEmpty() ? 200 : 503);
    HttpApi.answer(
        context, Map.of("status", troubles.isEmpty() ? "up" : "down", "troubles", troubles));
  }

  private void metrics(Context context) {
    context.contentType("text/plain; version=0.0.4; charset=utf-8").result(metrics.get());
  }

  private static void problem(Context context, int status, String message) {
    context.status(status);
    HttpApi.answer(context, Map.of("error", String.valueOf(message)));
  }

  @Override
  public void close() {
    if (server != null) {
      server.stop();
    }
  }
}
