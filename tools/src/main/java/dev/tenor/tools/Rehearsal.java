package dev.tenor.tools;

import dev.tenor.engine.backend.Backends;
import dev.tenor.ser.corpus.LabelMap;
import dev.tenor.ser.run.Execution;
import dev.tenor.ser.run.RunSpec;
import dev.tenor.ser.run.SerConfig;
import dev.tenor.ser.run.SystemPresets;
import dev.tenor.ser.run.TrainingRun;
import dev.tenor.ser.split.Protocols;
import dev.tenor.ser.synth.SyntheticConfig;
import dev.tenor.ser.synth.SyntheticRenderer;
import dev.tenor.ser.train.TrainEvent;
import dev.tenor.tools.console.ExitCode;
import dev.tenor.tools.options.CorpusMixin;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.ObjectName;

/// What the JVM watches to fill its cache of loaded classes (`-XX:AOTCacheOutput`, which is what
/// `.mvn/aot.sh` starts it with): commands that users wait for, on made-up recordings. It computes
/// on the backend `scalar`, because the cache takes no class of the Vector API: that module is
/// resolved after the start, see [VectorModule]. See `docs/benchmarks/cold-start.md`.
final class Rehearsal {
  /// The only argument of a command line that is one; no command, since no user calls it.
  static final String ARGUMENT = "--rehearse";

  private static final String BACKEND = "scalar";
  private static final SyntheticConfig CORPUS = new SyntheticConfig(1, 3, 1);

  private Rehearsal() {}

  /// @return the exit code
  static int run() {
    try {
      rehearse();
      return ExitCode.OK;
    } catch (IOException | JMException e) {
      throw new IllegalStateException("the rehearsal fails: " + e, e);
    } catch (InterruptedException _) {
      return ExitCode.FAILED; // the process is being stopped
    }
  }

  private static void rehearse() throws IOException, InterruptedException, JMException {
    Path folder = Files.createTempDirectory("tenor-rehearsal-");
    try {
      Path corpus = Files.createDirectory(folder.resolve("corpus"));
      SyntheticRenderer.render(corpus, CORPUS, 1, _ -> {});
      openSimd();
      tenor("--help");
      tenor("help", "train");
      tenor("predict", "--backend", BACKEND, firstFile(corpus).toString());
      train(corpus, folder.resolve("run"));
    } finally {
      delete(folder);
    }
  }

  /// What the backend `simd` does when `auto` opens it, without its vectors.
  private static void openSimd() throws JMException {
    ManagementFactory.getPlatformMBeanServer()
        .invoke(
            new ObjectName("com.sun.management:type=DiagnosticCommand"),
            "compilerDirectivesPrint",
            null,
            null);
    Backends.providers(); // looks for OpenCL devices
  }

  private static void tenor(String... args) {
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    int code = TenorCli.run(nowhere, nowhere, args);
    if (code != 0) {
      throw new IllegalStateException(code + ": tenor " + String.join(" ", args));
    }
  }

  /// One epoch of a small network.
  private static void train(Path corpus, Path run) throws IOException, InterruptedException {
    SerConfig config =
        SerConfig.preset(SystemPresets.TENOR)
            .with(
                Map.of("seconds", 1, "nMels", 16),
                Map.of("channels", List.of(2, 2, 2, 2), "lstmHidden", 4, "heads", 2),
                Map.of("epochs", 2, "batch", 4));
    String labels = LabelMap.FOUR.toString();
    String protocol = Protocols.DEFAULT.name();
    String data = corpus.toString();
    RunSpec spec =
        new RunSpec(CorpusMixin.SYNTHETIC, data, labels, protocol, 0, 1, null, BACKEND, config);
    try {
      TrainingRun.start(spec, run, Execution.threads(1), Rehearsal::stopAfterAnEpoch);
    } catch (CancellationException _) {
      // baselines, plots and pages are not waited for
    }
  }

  private static void stopAfterAnEpoch(TrainEvent event) {
    if (event instanceof TrainEvent.Epoch) {
      throw new CancellationException();
    }
  }

  private static Path firstFile(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(f -> f.toString().endsWith(".wav")).sorted().findFirst().orElseThrow();
    }
  }

  private static void delete(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : files) {
      Files.delete(file);
    }
  }
}
