package org.countersign.operate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.countersign.keys.VaultException;
import org.countersign.migrations.SchemaException;
import org.countersign.release.NotReleasedException;
import org.countersign.release.SerialException;
import org.countersign.run.ClockException;
import org.countersign.run.KeyRefusal;
import org.countersign.run.RollbackRefusal;
import org.countersign.settings.SettingsException;
import org.countersign.store.StoreException;
import org.countersign.zone.ZoneException;
import org.countersign.zone.text.ZoneTextException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Turns what went wrong into a sentence and an exit code: 1 for data that a rule refuses, 2 for
 * wrong usage, 3 for a broken world. Only what nobody foresaw shows a stack trace. With {@code
 * --json} there is a document as well: {@code {"error": sentence, "exit": code}}.
 */
final class Failures implements IExecutionExceptionHandler, IParameterExceptionHandler {
  @Override
  public int handleExecutionException(
      Exception failure, CommandLine command, ParseResult arguments) {
    Throwable cause = cause(failure);
    int code = code(cause);
    say(command, arguments.originalArgs(), sentence(cause), code);
    if (code == ExitCode.BROKEN && !foreseen(cause)) {
      failure.printStackTrace(command.getErr());
    }
    return code;
  }

  @Override
  public int handleParseException(ParameterException failure, String[] arguments) {
    CommandLine command = failure.getCommandLine();
    say(command, Arrays.asList(arguments), failure.getMessage(), ExitCode.USAGE);
    if (!(failure instanceof OutputOptions.WrongUsage)
        && !UnmatchedArgumentException.printSuggestions(failure, command.getErr())) {
      command.getErr().println("Try: " + command.getCommandSpec().qualifiedName() + " --help");
    }
    return ExitCode.USAGE;
  }

  /** Says that something failed outside of any command. */
  static void say(CommandLine command, List<String> arguments, String sentence, int code) {
    command.getErr().println("countersign: " + sentence);
    if (arguments.contains("--json")) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("error", sentence);
      document.put("exit", code);
      command.getOut().println(Json.text(document));
    }
  }

  private static Throwable cause(Throwable failure) {
    boolean wrapper =
        failure instanceof UncheckedIOException
            || failure.getCause() instanceof OutOfMemoryError
            || failure.getClass() == IllegalStateException.class
                && failure.getCause() instanceof IOException;
    return wrapper ? failure.getCause() : failure;
  }

  private static int code(Throwable failure) {
    if (failure instanceof ZoneException
        || failure instanceof ZoneTextException
        || failure instanceof SerialException
        || failure instanceof KeyRefusal
        || failure instanceof RollbackRefusal) {
      return ExitCode.REFUSED;
    }
    if (failure instanceof SettingsException
        || failure instanceof UnknownZoneException
        || failure instanceof NoSuchFileException) {
      return ExitCode.USAGE;
    }
    return ExitCode.BROKEN;
  }

  private static boolean foreseen(Throwable failure) {
    return failure instanceof VaultException
        || failure instanceof ClockException
        || failure instanceof StoreException
        || failure instanceof SchemaException
        || failure instanceof NotReleasedException
        || failure instanceof IOException
        || failure instanceof OutOfMemoryError;
  }

  static String sentence(Throwable failure) {
    if (failure instanceof OutOfMemoryError) {
      return "the memory of "
          + (Runtime.getRuntime().maxMemory() >> 20)
          + " MB is used up; give more, such as COUNTERSIGN_JAVA_OPTS=-Xmx4g";
    }
    if (failure instanceof NoSuchFileException) {
      return "there is no file " + failure.getMessage();
    }
    if (failure instanceof AccessDeniedException) {
      return "no permission for " + failure.getMessage();
    }
    if (failure instanceof FileSystemException e && e.getReason() == null) {
      return failure.getClass().getSimpleName() + ": " + e.getMessage();
    }
    String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message;
  }
}
