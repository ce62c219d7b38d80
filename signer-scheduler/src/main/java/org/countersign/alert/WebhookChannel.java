package org.countersign.alert;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.countersign.keys.Secret;

/** Tells by an HTTP POST of a JSON object; any 2xx answer means that it was taken. */
public final class WebhookChannel implements Channel {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String name;
  private final URI address;
  private final Supplier<Optional<Secret>> token;
  private final Duration timeout;
  private final boolean escalation;
  private final HttpClient client;

  /**
   * @param token read for each attempt, so that it can be changed in its file
   */
  public WebhookChannel(
      String name,
      URI address,
      Supplier<Optional<Secret>> token,
      Duration timeout,
      boolean escalation) {
    this.name = name;
    this.address = address;
    this.token = token;
    this.timeout = timeout;
    this.escalation = escalation;
    this.client =
        HttpClient.newBuilder()
            .connectTimeout(timeout)
            .followRedirects(HttpClient.Redirect.NEVER) // the token is for this address
            .build();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Duration timeout() {
    return timeout;
  }

  @Override
  public boolean escalation() {
    return escalation;
  }

  @Override
  public void tell(AlertMessage message) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .timeout(timeout)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(message.fields())));
    Optional<Secret> bearer = token.get();
    if (bearer.isPresent()) {
      try (Secret secret = bearer.get()) {
        request.header("Authorization", "Bearer " + new String(secret.reveal()));
      }
    }
    HttpResponse<Void> answer =
        client.send(request.build(), HttpResponse.BodyHandlers.discarding());
    if (answer.statusCode() / 100 != 2) {
      throw new IOException(address + " answered " + answer.statusCode());
    }
  }
}
