package org.countersign.operate;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import org.countersign.keys.VaultException;
import org.countersign.settings.SettingsException;
import org.countersign.zone.ZoneException;
import org.countersign.zone.text.ZoneTextException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/**
 * Turns what went wrong into a sentence and an exit code: 1 for data that a rule refuses, 2 for
 * wrong usage, 3 for a broken world. Only what nobody foresaw shows a stack trace.
 */
final class Failures implements IExecutionExceptionHandler {
  @Override
  public int handleExecutionException(
      Exception failure, CommandLine command, ParseResult arguments) {
    int code = code(failure);
    command.getErr().println("countersign: " + sentence(failure));
    if (code == ExitCode.BROKEN && !(failure instanceof IOException || expected(failure))) {
      failure.printStackTrace(command.getErr());
    }
    return code;
  }

  private static boolean expected(Exception failure) {
    return failure instanceof VaultException;
  }

  private static int code(Exception failure) {
    if (failure instanceof ZoneException || failure instanceof ZoneTextException) {
      return ExitCode.REFUSED;
    }
    if (failure instanceof SettingsException || failure instanceof NoSuchFileException) {
      return ExitCode.USAGE;
    }
    return ExitCode.BROKEN;
  }

  private static String sentence(Exception failure) {
    if (failure instanceof NoSuchFileException) {
      return "there is no file " + failure.getMessage();
    }
    if (failure instanceof AccessDeniedException) {
      return "no permission for " + failure.getMessage();
    }
    String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message;
  }
}
