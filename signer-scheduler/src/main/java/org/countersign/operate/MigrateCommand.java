package org.countersign.operate;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code migrate}: brings the database schemas up to date. */
@Command(
    name = "migrate",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Brings the database schemas up to date. What is up to date is left alone; a registry of"
          + " somebody else's, read through views, is never touched.",
      ""
    })
final class MigrateCommand implements Callable<Integer> {
  @Mixin private DataOptions data;
  @Mixin private OutputOptions output;

  @Override
  public Integer call() throws Exception {
    try (Installation installation = Installation.connect(data.load())) {
      List<String> done = installation.migrate();
      if (output.json()) {
        output.document(Map.of("migrated", done));
      } else {
        done.forEach(migration -> output.out().println("migrated " + migration));
        output.out().println(done.isEmpty() ? "up to date already" : "up to date");
      }
      return ExitCode.DONE;
    }
  }
}
