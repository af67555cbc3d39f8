package dev.tenor.tools;

import dev.tenor.engine.backend.BackendUnavailableException;
import dev.tenor.engine.backend.DeviceException;
import dev.tenor.engine.io.WriteException;
import dev.tenor.ser.DataException;
import dev.tenor.ser.FileErrors;
import dev.tenor.ser.Remedy;
import dev.tenor.ser.train.TrainingFailedException;
import dev.tenor.tools.console.ExitCode;
import dev.tenor.tools.console.OneLine;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/// Converts an exception to one line on stderr and an exit code. `--debug` adds the stack trace.
final class UserErrors
    implements CommandLine.IParameterExceptionHandler, CommandLine.IExecutionExceptionHandler {
  static final String DEBUG = "--debug";

  private final BooleanSupplier interrupted;

  /// @param interrupted whether the process is being stopped, which is then the reason
  UserErrors(BooleanSupplier interrupted) {
    this.interrupted = interrupted;
  }

  @Override
  public int handleParseException(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    report(command, e, List.of(args));
    return ExitCode.USAGE;
  }

  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
    return report(command, e, parsed.originalArgs());
  }

  /// @return the exit code
  int report(CommandLine command, Throwable thrown, List<String> args) {
    Throwable e = thrown instanceof UncheckedIOException u ? u.getCause() : thrown;
    if (interrupted.getAsBoolean()) {
      e = new CancellationException().initCause(e);
    }
    PrintWriter err = command.getErr();
    boolean debug = args.contains(DEBUG);
    int code = exitCode(e);
    err.println("tenor: " + message(e, command));
    if (e instanceof UnmatchedArgumentException unmatched) {
      UnmatchedArgumentException.printSuggestions(unmatched, err);
    }
    if (debug) {
      e.printStackTrace(err);
    } else if (code == ExitCode.USAGE) {
      err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
    } else if (isUnexpected(e)) {
      err.println("Repeat the command with " + DEBUG + " to see where this happened.");
    }
    err.flush();
    return code;
  }

  private static int exitCode(Throwable e) {
    return switch (e) {
      case ParameterException _, IllegalArgumentException _ -> ExitCode.USAGE;
      case WriteException _ -> ExitCode.FAILED;
      case IOException _, DirectoryIteratorException _ -> ExitCode.DATA;
      case BackendUnavailableException _ -> ExitCode.BACKEND;
      default -> ExitCode.FAILED;
    };
  }

  /// Unexpected failures, with messages for developers.
  private static boolean isUnexpected(Throwable e) {
    boolean foreseen =
        e instanceof WriteException
            || e instanceof DeviceException
            || e instanceof TrainingFailedException
            || e instanceof OutOfMemoryError
            || isInterruption(e);
    return exitCode(e) == ExitCode.FAILED && !foreseen;
  }

  private static boolean isInterruption(Throwable e) {
    return e instanceof InterruptedException
        || e instanceof CancellationException
        || Thread.currentThread().isInterrupted();
  }

  private static String message(Throwable e, CommandLine command) {
    String text =
        switch (e) {
          case FileSystemException f -> FileErrors.message(f);
          case CharacterCodingException f -> FileErrors.message(f);
          case InvalidPathException f -> FileErrors.message(f);
          case DirectoryIteratorException f -> FileErrors.message(f);
          case OutOfMemoryError _ -> outOfMemory();
          default -> isInterruption(e) ? "interrupted" : plain(e) + options(e, command);
        };
    return OneLine.of(text);
  }

  private static String plain(Throwable e) {
    boolean speaksForItself = !isUnexpected(e) && e.getMessage() != null;
    if (e instanceof IOException io && !speaksForItself) {
      return FileErrors.message(io);
    }
    return speaksForItself ? e.getMessage() : "unexpected " + e;
  }

  /// The options, of those that the command has, that take the way out which a library's message
  /// names in plain words.
  private static String options(Throwable e, CommandLine command) {
    if (e instanceof DataException data
        && data.remedy().filter(Remedy.START_RUN::equals).isPresent()
        && command.getParseResult().hasMatchedOption("--resume")) {
      return " (without --resume)";
    }
    String options =
        ways(e).stream()
            .filter(way -> command.getCommandSpec().findOption(way.split(" ")[0]) != null)
            .collect(Collectors.joining(", "));
    return options.isEmpty() ? "" : " (" + options + ")";
  }

  private static List<String> ways(Throwable e) {
    return switch (e) {
      case DataException data when data.remedy().isPresent() ->
          switch (data.remedy().get()) {
            case NAME_CORPUS -> List.of("--corpus NAME");
            case READ_JSON_LINES -> List.of("--corpus jsonl");
            case OTHER_FOLDER -> List.of("--out");
            case OTHER_FOLDER_OR_RESUME -> List.of("--out", "--resume");
            case START_RUN -> List.of();
          };
      case TrainingFailedException _ -> List.of("--lr", "--clip-norm 1");
      case DeviceException _ -> List.of("--batch", "--resume", "--backend");
      default -> List.of();
    };
  }

  private static String outOfMemory() {
    long mebibytes = Runtime.getRuntime().maxMemory() >> 20;
    return "out of memory with "
        + mebibytes
        + " MiB; give Java more memory (JAVA_TOOL_OPTIONS=-Xmx8g) or use a smaller --batch";
  }
}
