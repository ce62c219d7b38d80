package org.countersign.alert;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import org.countersign.program.OutsideProgram;
import org.countersign.settings.CommandTemplate;

/** Tells by running a command; exit code 0 means that it was taken. */
public final class CommandChannel implements Channel {
  /** What may stand in the command. */
  public static final Set<String> PLACEHOLDERS =
      Set.of("id", "event", "condition", "severity", "zone", "message");

  private final String name;
  private final CommandTemplate command;
  private final Duration timeout;
  private final boolean escalation;

  public CommandChannel(String name, String command, Duration timeout, boolean escalation) {
    this.name = name;
    this.command = CommandTemplate.parse(command, PLACEHOLDERS);
    this.timeout = timeout;
    this.escalation = escalation;
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
  public void tell(AlertMessage message) throws IOException {
    OutsideProgram.Result result =
        new OutsideProgram(command.filled(message.words()), timeout).run();
    if (!result.succeeded()) {
      throw new IOException("`" + command + "`: " + result.describe());
    }
  }
}
