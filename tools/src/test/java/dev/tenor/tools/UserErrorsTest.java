package dev.tenor.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.engine.backend.BackendUnavailableException;
import dev.tenor.engine.backend.DeviceException;
import dev.tenor.engine.io.FormatException;
import dev.tenor.engine.io.WriteException;
import dev.tenor.ser.DataException;
import dev.tenor.ser.Remedy;
import dev.tenor.ser.train.TrainingFailedException;
import java.io.EOFException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

final class UserErrorsTest {
  private final StringWriter err = new StringWriter();
  private final AtomicBoolean interrupted = new AtomicBoolean();
  private final UserErrors errors = new UserErrors(interrupted::get);

  @Command(name = "fail")
  record Fail(Exception problem) implements Callable<Integer> {
    @Override
    public Integer call() throws Exception {
      throw problem;
    }
  }

  private static final List<String> OPTIONS =
      List.of("--out", "--resume", "--corpus", "--lr", "--clip-norm", "--batch", "--backend");

  private static CommandSpec failing(Exception problem, List<String> options) {
    CommandSpec spec = CommandSpec.forAnnotatedObject(new Fail(problem));
    options.forEach(name -> spec.addOption(OptionSpec.builder(name).build()));
    return spec;
  }

  private int fail(Exception problem, String... options) {
    CommandLine cli = TenorCli.commandLine(errors).addSubcommand(failing(problem, OPTIONS));
    cli.setErr(new PrintWriter(err, true));
    String[] args = new String[options.length + 1];
    System.arraycopy(options, 0, args, 0, options.length);
    args[options.length] = "fail";
    return cli.execute(args);
  }

  private static Arguments failure(int code, Exception problem, String line) {
    return Arguments.of(code, Named.of(problem.getClass().getSimpleName(), problem), line);
  }

  static List<Arguments> failures() {
    Path file = Path.of("f");
    return List.of(
        failure(2, new IllegalArgumentException("heads\n  do not fit"), "heads do not fit"),
        failure(3, new DataException("f: no audio"), "f: no audio"),
        failure(3, new DataException("f: is full", Remedy.OTHER_FOLDER), "f: is full (--out)"),
        failure(
            3,
            new DataException("f: holds a run", Remedy.OTHER_FOLDER_OR_RESUME),
            "f: holds a run (--out, --resume)"),
        failure(
            3,
            new DataException("f: holds two corpora", Remedy.NAME_CORPUS),
            "f: holds two corpora (--corpus NAME)"),
        failure(
            3,
            new DataException("f: holds JSON lines", Remedy.READ_JSON_LINES),
            "f: holds JSON lines (--corpus jsonl)"),
        failure(3, new DataException("f: no run", Remedy.START_RUN), "f: no run"),
        failure(
            1,
            new DeviceException("device lost", null),
            "device lost (--batch, --resume, --backend)"),
        failure(3, new FormatException(file, "cut", "copy it"), "f: cut; copy it"),
        failure(3, new NoSuchFileException("f"), "f: no such file or folder; check the path"),
        failure(3, new AccessDeniedException("f"), "f: no permission; change it or the path"),
        failure(
            3,
            new FileSystemLoopException("f"),
            "f: is a loop of links; remove the link or name a folder"),
        failure(
            3,
            new FileSystemException("f"),
            "f: cannot be read or written (FileSystemException); check the disk"),
        failure(
            3,
            new FileSystemException("f", null, "Read-only file system"),
            "f: Read-only file system; choose another folder"),
        failure(
            3,
            new MalformedInputException(1),
            "a text is in an unknown encoding (Input length = 1); save it as UTF-8"),
        failure(
            2,
            new InvalidPathException("f\0", "Nul character not allowed"),
            "'f ' is not a path here: Nul character not allowed; rename it, or start in a UTF-8 locale"
                + " (LC_ALL=C.UTF-8)"),
        failure(
            3,
            new DirectoryIteratorException(new AccessDeniedException("f")),
            "f: no permission; change it or the path"),
        failure(3, new IOException(), "failed to read or write (IOException); repeat with --debug"),
        failure(3, new EOFException("f ends early"), "f ends early"),
        failure(3, new UncheckedIOException(new IOException("f: broken")), "f: broken"),
        failure(1, new WriteException(file, "disk full"), "cannot write f: disk full"),
        failure(1, new TrainingFailedException("NaN"), "training: NaN (--lr, --clip-norm 1)"),
        failure(1, new InterruptedException(), "interrupted"),
        failure(
            1, new IllegalStateException("odd"), "unexpected java.lang.IllegalStateException: odd"),
        failure(4, new BackendUnavailableException("no GPU; buy one"), "no GPU; buy one"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void everyFailureIsOneLineAndACode(int code, Exception problem, String line) {
    assertEquals(code, fail(problem));
    assertEquals("tenor: " + line, err.toString().lines().findFirst().orElseThrow());
    assertFalse(err.toString().contains("\tat "), err.toString());
  }

  @Test
  void onlyOptionsOfTheCommandAreNamed() {
    Exception lost = new DeviceException("device lost", null);
    CommandLine cli =
        TenorCli.commandLine(errors).addSubcommand(failing(lost, List.of("--backend")));
    cli.setErr(new PrintWriter(err, true));
    assertEquals(1, cli.execute("fail"));
    assertTrue(err.toString().startsWith("tenor: device lost (--backend)\n"), err.toString());
  }

  @ParameterizedTest
  @MethodSource("failures")
  void debugAddsTheStackTrace(int code, Exception problem, String line) {
    assertEquals(code, fail(problem, "--debug"));
    assertTrue(err.toString().startsWith("tenor: " + line), err.toString());
    assertTrue(err.toString().contains("\tat "), err.toString());
  }

  @Test
  void wrongUsageLeadsToTheHelpAndTheUnexpectedToDebug() {
    fail(new IllegalArgumentException("no"));
    assertTrue(err.toString().endsWith("Try 'tenor fail --help'.\n"), err.toString());
    fail(new IllegalStateException("no"));
    assertTrue(err.toString().contains("--debug"), err.toString());
  }

  @ParameterizedTest
  @MethodSource("failures")
  void whatFailsAfterCtrlCIsNothingToReport(int code, Exception problem, String line) {
    interrupted.set(true);
    fail(problem);
    assertEquals("tenor: interrupted\n", err.toString());
  }

  @Test
  void missingMemoryIsSaidInOneLine() {
    CommandLine cli = TenorCli.commandLine(errors).setErr(new PrintWriter(err, true));
    assertEquals(1, errors.report(cli, new OutOfMemoryError("heap"), List.of()));
    assertTrue(err.toString().startsWith("tenor: out of memory with "), err.toString());
    assertEquals(1, err.toString().lines().count());
  }
}
