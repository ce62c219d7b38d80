package org.countersign.publish;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.countersign.program.OutsideProgram;
import org.countersign.release.ReleasedZone;
import org.countersign.settings.CommandTemplate;
import org.countersign.step.Step;

/** Runs a command after the zone is in the directory, such as {@code nsd-control reload}. */
public final class CommandPublisher implements Publisher {
  /** What may stand in the command for the zone. */
  public static final Set<String> PLACEHOLDERS = Set.of("file", "origin", "serial");

  private final CommandTemplate command;
  private final Duration limit;
  private final Path directory;

  /**
   * @param directory where {@link DirectoryPublisher} puts zones; {@code {file}} is the zone there
   */
  public CommandPublisher(String command, Duration limit, Path directory) {
    this.command = CommandTemplate.parse(command, PLACEHOLDERS);
    this.limit = limit;
    this.directory = directory;
  }

  @Override
  public String name() {
    return "command";
  }

  @Override
  public String publish(ReleasedZone zone) throws IOException {
    Path file =
        directory.resolve(ZoneDirectory.of(zone.origin())).resolve(DirectoryPublisher.CURRENT);
    OutsideProgram.Result result =
        new OutsideProgram(
                command.filled(
                    Map.of(
                        "file", file.toString(),
                        "origin", zone.origin().toString(),
                        "serial", zone.serial().toString())),
                limit)
            .run();
    if (!result.succeeded()) {
      throw new IOException("`" + command + "` failed, " + result.describe());
    }
    Step.ANNOUNCED.passed();
    return "`" + command + "` done";
  }
}
