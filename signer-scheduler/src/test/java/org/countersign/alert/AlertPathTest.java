package org.countersign.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.countersign.dns.Name;
import org.countersign.keys.Secret;
import org.countersign.store.Alert;
import org.countersign.store.AlertCondition;
import org.countersign.store.AlertDeliveries;
import org.countersign.store.AlertKey;
import org.countersign.store.AlertStore;
import org.countersign.store.DataSources;
import org.countersign.store.SignerDatabase;
import org.countersign.store.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a trouble to somebody who knows of it, with channels that fail. */
class AlertPathTest {
  private static final AlertKey KEY =
      AlertKey.of(AlertCondition.RUN_REJECTED, Name.parse("example."));
  private static final Duration HOUR = Duration.ofHours(1);

  @TempDir Path directory;
  private final List<String> received = Collections.synchronizedList(new ArrayList<>());
  private final AtomicInteger refusing = new AtomicInteger();
  private TestDatabase database;
  private DataSources sources;
  private AlertStore store;
  private AlertDeliveries deliveries;
  private HttpServer hook;
  private final List<Teller> tellers = new ArrayList<>();

  @BeforeEach
  void prepare() throws Exception {
    database = TestDatabase.migrated();
    sources = DataSources.open(database.config(), database.config());
    store = new AlertStore(new SignerDatabase(sources.signer()));
    deliveries = new AlertDeliveries(new SignerDatabase(sources.signer()));
    hook = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    hook.createContext(
        "/",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          boolean refused = refusing.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
          if (!refused) {
            received.add(exchange.getRequestHeaders().getFirst("Authorization") + " " + body);
          }
          exchange.sendResponseHeaders(refused ? 500 : 204, -1);
          exchange.close();
        });
    hook.start();
  }

  @AfterEach
  void close() {
    tellers.forEach(Teller::close);
    hook.stop(0);
    sources.close();
    database.close();
  }

  private WebhookChannel webhook(boolean escalation) {
    return new WebhookChannel(
        escalation ? "boss" : "hook",
        URI.create("http://127.0.0.1:" + hook.getAddress().getPort() + "/"),
        () -> Optional.of(Secret.copyOf("secret-token".toCharArray())),
        Duration.ofSeconds(2),
        escalation);
  }

  private AlertDesk desk(Duration heartbeat, Channel... channels) {
    AlertDesk desk = new AlertDesk(store, "node-1", List.of(channels));
    for (Channel channel : channels) {
      Teller teller = new Teller(channel, deliveries, desk, "node-1", heartbeat);
      tellers.add(teller);
      teller.start();
    }
    return desk;
  }

  private long told(String... words) {
    return List.copyOf(received).stream()
        .filter(line -> List.of(words).stream().allMatch(line::contains))
        .count();
  }

  @Test
  void aTroubleIsToldOnceHoweverOftenItIsSeenAndItsEndToo() {
    refusing.set(1);
    AlertDesk desk = desk(HOUR, webhook(false));
    for (int i = 0; i < 5; i++) {
      desk.raise(KEY, "example. was refused, time " + i);
    }
    await(() -> told("\"event\":\"raised\"") == 1);
    desk.end(KEY);
    desk.end(KEY);
    await(() -> told("\"event\":\"ended\"") == 1);
    assertThat(told("\"event\":\"raised\"")).isEqualTo(1);
    assertThat(received.get(received.size() - 1))
        .startsWith("Bearer secret-token ")
        .contains("\"condition\":\"RUN-REJECTED\"", "\"zone\":\"example.\"");
    assertThat(store.open()).isEmpty();

    desk.raise(KEY, "again");
    await(() -> told("\"event\":\"raised\"") == 2);
  }

  @Test
  void whatNobodyTakesUpIsEscalatedOnceAndWhatSomebodyTookIsNot() {
    AlertDesk desk = desk(HOUR, webhook(false), webhook(true));
    AlertKey other = AlertKey.of(AlertCondition.DISK, "node-1");
    desk.raise(KEY, "refused");
    desk.raise(other, "full");
    Alert taken =
        store.open().stream().filter(a -> a.key().equals(other)).findFirst().orElseThrow();
    assertThat(store.acknowledge(taken.id(), "ann")).isPresent();

    desk.escalate(HOUR);
    assertThat(store.open()).allMatch(alert -> alert.escalatedAt().isEmpty());
    desk.escalate(Duration.ZERO);
    desk.escalate(Duration.ZERO);

    await(() -> told("\"event\":\"escalated\"") == 1);
    assertThat(told("\"event\":\"escalated\"", "RUN-REJECTED")).isEqualTo(1);
    assertThat(store.open().stream().filter(a -> a.acknowledgedBy().isPresent()))
        .extracting(a -> a.acknowledgedBy().orElseThrow())
        .containsExactly("ann");
  }

  @Test
  void aChannelThatTakesNothingIsToldOnTheOthers() throws Exception {
    Path told = directory.resolve("told");
    Path script = directory.resolve("tell");
    Files.writeString(script, "#!/bin/sh\necho \"$1 $2\" >>" + told + "\n");
    assertThat(script.toFile().setExecutable(true)).isTrue();
    Channel command =
        new CommandChannel(
            "command", script + " {condition} {message}", Duration.ofSeconds(5), false);
    refusing.set(1000);
    AlertDesk desk = desk(HOUR, webhook(false), command);

    desk.raise(KEY, "refused");

    await(() -> Files.exists(told) && Files.readString(told).contains("ALERT-PATH channel hook"));
    assertThat(Files.readString(told)).contains("RUN-REJECTED refused", "answered 500");
    assertThat(tellers.get(0).isUp()).isFalse();
    refusing.set(0);
    await(() -> store.open().size() == 1);
    await(() -> told("\"event\":\"raised\"", "RUN-REJECTED") == 1);
    assertThat(tellers.get(0).isUp()).isTrue();
  }

  @Test
  void signsOfLifeGoTheSameWay() {
    desk(Duration.ofSeconds(1), webhook(false));

    await(() -> told("\"event\":\"heartbeat\"") >= 3);
  }

  private static void await(Callable<Boolean> condition) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(25))
        .pollInterval(Duration.ofMillis(50))
        .until(condition);
  }
}
