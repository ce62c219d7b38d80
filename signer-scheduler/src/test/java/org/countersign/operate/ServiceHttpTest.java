package org.countersign.operate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the service shows and takes over HTTP, and from whom. */
class ServiceHttpTest {
  private static final String ZONE = "/api/v1/zones/example.";

  @TempDir Path directory;
  private Site site;
  private RunningNode node;
  private String viewer;
  private String operator;
  private String approver;

  @BeforeEach
  void prepare() throws Exception {
    site = new Site(directory).withZone();
    site.configure("http: {port: 0}\n");
    viewer = token("reader", "view");
    operator = token("olga", "operate");
    approver = token("anna", "approve");
    node = new RunningNode(site);
  }

  @AfterEach
  void close() {
    node.close();
    site.close();
  }

  private String token(String name, String role) {
    CliRun run = site.run("token", "add", name, "--role", role);
    assertThat(run.exit()).as("%s", run).isZero();
    return run.json().get("token").asText();
  }

  @Test
  void withoutATokenOnlyHealthAndMetricsAreShown() throws Exception {
    RunningNode.await(() -> node.get("/health/ready").status() == 200);
    assertThat(node.get("/health/live").status()).isEqualTo(200);
    RunningNode.await(() -> node.get("/metrics").body().contains("countersign_zone_serial{"));
    String metrics = node.get("/metrics").body();
    assertThat(metrics)
        .contains(
            "countersign_release_age_seconds{zone=\"example.\"}",
            "countersign_signature_remaining_seconds{type=\"SOA\",zone=\"example.\"}",
            "countersign_stage_seconds_count{stage=\"sign\"}",
            "countersign_runs_total{outcome=\"released\"}",
            "countersign_vault_seconds_count{operation=\"open\",vault=\"file\"}",
            "countersign_key_record{",
            "state=\"RUMOURED\"",
            "countersign_work_busy");
    for (String path : new String[] {"/api/v1/status", ZONE + "/runs", "/api/v1/alerts"}) {
      assertThat(node.get(path).status()).as(path).isEqualTo(401);
      assertThat(node.get(path, "nonsense").status()).as(path).isEqualTo(401);
      assertThat(node.get(path, viewer).status()).as(path).isEqualTo(200);
    }
    assertThat(node.get(ZONE + "/releases", viewer).json().get(0).get("serial").asLong())
        .isEqualTo(1);
    assertThat(node.get("/api/v1/zones/nobody./runs", viewer).status()).isEqualTo(404);
    assertThat(node.get("/nothing").status()).isEqualTo(404);
  }

  @Test
  void eachRoleMayDoItsOwnAndItIsOnTheAuditTrail() throws Exception {
    RunningNode.await(() -> Files.exists(site.current()));
    assertThat(node.post(ZONE + "/run", "", viewer).status()).isEqualTo(403);
    assertThat(node.post(ZONE + "/run", "", approver).status()).isEqualTo(403);
    assertThat(node.post(ZONE + "/run", "", operator).status()).isEqualTo(202);
    RunningNode.await(
        () -> {
          JsonNode run = node.get(ZONE + "/runs", viewer).json().get(0);
          return run.path("outcome").asText().equals("unchanged");
        });

    String body = "{\"scope\": \"publish\", \"reason\": \"ticket 4711\"}";
    assertThat(node.post(ZONE + "/hold", "{\"scope\": \"publish\"}", operator).status())
        .isEqualTo(400);
    assertThat(node.post(ZONE + "/hold", body, operator).status()).isEqualTo(200);
    assertThat(node.post(ZONE + "/hold", body, operator).status()).isEqualTo(409);
    JsonNode status = node.get(ZONE + "/status", viewer).json();
    assertThat(status.get("holds").get(0).get("reason").asText()).isEqualTo("ticket 4711");
    assertThat(node.post(ZONE + "/resume", body, operator).status()).isEqualTo(200);
    assertThat(node.post(ZONE + "/resume", body, operator).status()).isEqualTo(409);
    assertThat(
            site.database.rows(
                "SELECT action, actor FROM signer.audit WHERE action IN ('hold', 'resume')"))
        .containsExactly("hold olga as token olga", "resume olga as token olga");
  }

  @Test
  void onlyTheHashOfATokenIsKeptAndARevokedOneOpensNothing() throws Exception {
    assertThat(site.database.rows("SELECT t::text FROM signer.token t").toString())
        .doesNotContain(viewer, operator, approver);
    assertThat(site.run("token", "revoke", "reader").exit()).isZero();

    assertThat(node.get("/api/v1/status", viewer).status()).isEqualTo(401);
    assertThat(site.run("token", "revoke", "reader").exit()).isEqualTo(ExitCode.USAGE);
    assertThat(site.run("token", "add", "reader", "--role", "view").exit())
        .isEqualTo(ExitCode.BROKEN);
    JsonNode tokens = site.run("token", "list").json();
    assertThat(tokens).hasSize(3);
    assertThat(tokens.get(0).get("revokedAt").isNull()).isFalse();
  }
}
