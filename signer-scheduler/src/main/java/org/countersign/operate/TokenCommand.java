package org.countersign.operate;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.countersign.dns.Digests;
import org.countersign.store.SignerDatabase;
import org.countersign.store.StoredToken;
import org.countersign.store.TokenStore;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code token}: who may use the service's HTTP interface. */
final class TokenCommand {
  /** What a token may do; each may do what those before it may, but for approving. */
  enum Role {
    /** See status, runs, releases and alerts. */
    VIEW,
    /** Ask for runs, hold and resume, acknowledge alerts. */
    OPERATE,
    /** Approve what another person asked for. */
    APPROVE;

    String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Role parse(String text) {
      return valueOf(text.toUpperCase(Locale.ROOT));
    }

    /** Whether who has this role may do what needs {@code needed}. */
    boolean covers(Role needed) {
      return needed == VIEW || this == needed;
    }
  }

  private static final int OCTETS = 32;

  private TokenCommand() {}

  static CommandLine commandLine(Clock clock) {
    return new CommandLine(new Group())
        .addSubcommand(new Add(clock))
        .addSubcommand(new ListAll())
        .addSubcommand(new Revoke(clock));
  }

  /** What is stored of a token. */
  static String sha256(String token) {
    return HexFormat.of()
        .formatHex(Digests.sha256().digest(token.getBytes(StandardCharsets.UTF_8)));
  }

  private static TokenStore store(Installation installation) {
    return new TokenStore(new SignerDatabase(installation.databases().signer()));
  }

  @Command(
      name = "token",
      mixinStandardHelpOptions = true,
      versionProvider = Version.class,
      synopsisSubcommandLabel = "add|list|revoke",
      description = {"Who may use the service's HTTP interface.", ""})
  private static final class Group extends CommandGroup {}

  /** {@code token add}. */
  @Command(
      name = "add",
      mixinStandardHelpOptions = true,
      versionProvider = Version.class,
      description = {"Makes a bearer token and prints it, this once: only its hash is kept.", ""})
  private static final class Add implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", description = "What the token is called; used once for ever.")
    private String name;

    @Option(
        names = "--role",
        required = true,
        paramLabel = "ROLE",
        description =
            "view: see everything. operate: ask for runs, hold, resume, acknowledge alerts, and"
                + " view. approve: approve what another person asked for, and view.")
    private Role role;

    @Option(
        names = "--person",
        paramLabel = "PERSON",
        description = "In whose name it acts, for the audit trail; otherwise NAME.")
    private String person;

    @Option(
        names = "--until",
        paramLabel = "INSTANT",
        description = "When it ends; otherwise when it is revoked.")
    private Instant until;

    @Mixin private DataOptions data;
    @Mixin private OutputOptions output;
    private final Clock clock;

    Add(Clock clock) {
      this.clock = clock;
    }

    @Override
    public Integer call() throws Exception {
      if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,62}")) {
        throw output.wrongUsage("\"" + name + "\": needed are letters, digits, points, - and _");
      }
      byte[] random = new byte[OCTETS];
      new SecureRandom().nextBytes(random);
      String token = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
      try (Installation installation = Installation.open(data.load())) {
        store(installation)
            .add(
                new StoredToken(
                    name,
                    role.text(),
                    person == null ? name : person,
                    Actors.person(),
                    clock.instant(),
                    Optional.ofNullable(until),
                    Optional.empty(),
                    Optional.empty()),
                sha256(token));
      }
      if (output.json()) {
        output.document(Map.of("name", name, "role", role.text(), "token", token));
      } else {
        output.out().println(token);
        output.err().println("this is " + name + "; it is not shown again");
      }
      return ExitCode.DONE;
    }
  }

  /** {@code token list}. */
  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      versionProvider = Version.class,
      description = {"Lists every token there was, without what its owner holds.", ""})
  private static final class ListAll implements Callable<Integer> {
    @Mixin private DataOptions data;
    @Mixin private OutputOptions output;

    @Override
    public Integer call() throws Exception {
      try (Installation installation = Installation.open(data.load())) {
        List<StoredToken> tokens = store(installation).all();
        if (output.json()) {
          output.document(tokens.stream().map(ListAll::document).toList());
        } else {
          tokens.forEach(
              token ->
                  output
                      .out()
                      .format(
                          Locale.ROOT,
                          "%-20s  %-8s  %-12s  %s%n",
                          token.name(),
                          token.role(),
                          token.person(),
                          token
                              .revokedAt()
                              .map(at -> "revoked " + Moments.text(at))
                              .or(() -> token.expiresAt().map(at -> "until " + Moments.text(at)))
                              .orElse("in force")));
        }
        return ExitCode.DONE;
      }
    }

    private static Map<String, Object> document(StoredToken token) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("name", token.name());
      document.put("role", token.role());
      document.put("person", token.person());
      document.put("createdBy", token.createdBy());
      document.put("createdAt", token.createdAt().toString());
      document.put("expiresAt", token.expiresAt().map(Instant::toString).orElse(null));
      document.put("revokedAt", token.revokedAt().map(Instant::toString).orElse(null));
      document.put("lastUsedAt", token.lastUsedAt().map(Instant::toString).orElse(null));
      return document;
    }
  }

  /** {@code token revoke}. */
  @Command(
      name = "revoke",
      mixinStandardHelpOptions = true,
      versionProvider = Version.class,
      description = {"Revokes a token: whoever holds it may do nothing from now on.", ""})
  private static final class Revoke implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", description = "What the token is called.")
    private String name;

    @Mixin private DataOptions data;
    @Mixin private OutputOptions output;
    private final Clock clock;

    Revoke(Clock clock) {
      this.clock = clock;
    }

    @Override
    public Integer call() throws Exception {
      try (Installation installation = Installation.open(data.load())) {
        if (!store(installation).revoke(name, Actors.person(), clock.instant())) {
          throw output.wrongUsage(
              "no token in force is called " + name + "; `countersign token list` shows all");
        }
      }
      if (output.json()) {
        output.document(Map.of("revoked", name));
      } else {
        output.out().println("revoked " + name);
      }
      return ExitCode.DONE;
    }
  }
}
