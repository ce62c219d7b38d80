package org.countersign.operate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;

/** A node of the service in this process, with HTTP on a free port. */
final class RunningNode implements AutoCloseable {
  private final Installation installation;
  private final Node node;
  private final HttpClient client = HttpClient.newHttpClient();

  RunningNode(Site site) throws Exception {
    this(site, Clock.systemUTC());
  }

  RunningNode(Site site, Clock clock) throws Exception {
    installation =
        Installation.open(
            AppConfigFile.load(Optional.of(site.config()), Optional.empty(), Map.of()));
    node = new Node(installation, clock);
    node.start();
  }

  /** An answer. */
  record Answer(int status, String body) {
    JsonNode json() throws IOException {
      return new ObjectMapper().readTree(body);
    }
  }

  Answer get(String path, String... token) throws Exception {
    return send(path, HttpRequest.newBuilder().GET(), token);
  }

  Answer post(String path, String body, String... token) throws Exception {
    return send(
        path, HttpRequest.newBuilder().POST(HttpRequest.BodyPublishers.ofString(body)), token);
  }

  private Answer send(String path, HttpRequest.Builder request, String... token) throws Exception {
    request.uri(URI.create("http://127.0.0.1:" + node.port() + path));
    if (token.length > 0) {
      request.header("Authorization", "Bearer " + token[0]);
    }
    HttpResponse<String> answer =
        client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    return new Answer(answer.statusCode(), answer.body());
  }

  static void await(Callable<Boolean> condition) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(100))
        .ignoreExceptions()
        .until(condition);
  }

  @Override
  public void close() {
    node.close();
    installation.close();
  }
}
