package org.countersign.operate;

import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.countersign.schedule.SystemdNotify;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import sun.misc.Signal;

/** {@code serve}: the service. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Runs the service until it is told to stop (SIGTERM, SIGINT): every zone's pipeline when its"
          + " schedule or a change in the registry calls for it, observers, alerts and HTTP. What was"
          + " released last is put into service before anything else. Several nodes may share the"
          + " databases: one of them works on a zone at a time.",
      ""
    })
final class ServeCommand implements Callable<Integer> {
  @Mixin private DataOptions data;

  @Option(names = "--text-log", description = "Log lines for people, not JSON.")
  private boolean textLog;

  private final Clock clock;

  ServeCommand(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Integer call() throws Exception {
    if (!textLog) {
      ServiceLogs.json();
    }
    CountDownLatch told = new CountDownLatch(1);
    // Not a shutdown hook: those run side by side, and the embedded database's would not wait.
    Signal.handle(new Signal("TERM"), signal -> told.countDown());
    Signal.handle(new Signal("INT"), signal -> told.countDown());
    try (Installation installation = Installation.open(data.load());
        PrimaryService primary = PrimaryService.start(installation, clock);
        Node node = new Node(installation, clock);
        SystemdNotify systemd = new SystemdNotify(System.getenv(), node::live)) {
      node.start();
      systemd.ready(node.summary());
      told.await();
      systemd.stopping();
    }
    return ExitCode.DONE;
  }
}
