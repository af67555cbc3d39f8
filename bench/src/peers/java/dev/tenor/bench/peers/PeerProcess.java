package dev.tenor.bench.peers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Collectors;

/// The process in which one engine runs, alone, so that its threads, its heap and its peak memory
/// are its own. It reads a command a line and answers each with one line:
///
/// | command | answer |
/// | --- | --- |
/// | `describe` | the engine and its version |
/// | `logits BATCH` | the logits as hexadecimal float bits |
/// | `loss BATCH` | the loss before a training step, which it makes |
/// | `infer BATCH TIMES`, `train BATCH TIMES` | the nanoseconds of each run |
/// | `memory` | the peak of the resident memory in KiB |
final class PeerProcess {
  private final Peer peer;
  private final Contest contest;

  private PeerProcess(Peer peer, Contest contest) {
    this.peer = peer;
    this.contest = contest;
  }

  /// @param args contest, kind, model file, threads
  public static void main(String[] args) throws IOException {
    PrintStream answers = System.out;
    System.setOut(System.err); // what libraries print is no answer
    Contest contest = Contest.of(args[0]);
    PeerKind kind = PeerKind.valueOf(args[1]);
    InputStreamReader in = new InputStreamReader(System.in, StandardCharsets.UTF_8);
    try (Peer peer = contest.open(kind, Path.of(args[2]), Integer.parseInt(args[3]));
        BufferedReader commands = new BufferedReader(in)) {
      PeerProcess process = new PeerProcess(peer, contest);
      for (String line = commands.readLine(); line != null; line = commands.readLine()) {
        answers.println(process.answer(line.split(" ")));
        answers.flush();
      }
    }
  }

  private String answer(String[] command) throws IOException {
    return switch (command[0]) {
      case "describe" -> peer.describe();
      case "memory" -> peakMemory();
      case "logits" -> logits(Integer.parseInt(command[1]));
      case "loss" -> loss(Integer.parseInt(command[1]));
      case "infer", "train" ->
          times(command[0], Integer.parseInt(command[1]), Integer.parseInt(command[2]));
      default -> throw new IllegalArgumentException("unknown command " + command[0]);
    };
  }

  private static String peakMemory() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .map(line -> line.replaceAll("\\D", ""))
        .findFirst()
        .orElseThrow();
  }

  private String logits(int batch) {
    float[] logits = peer.logits(contest.inputs(batch), batch);
    HexFormat hex = HexFormat.of();
    StringBuilder line = new StringBuilder();
    for (float value : logits) {
      line.append(line.isEmpty() ? "" : " ").append(hex.toHexDigits(Float.floatToIntBits(value)));
    }
    return line.toString();
  }

  private String loss(int batch) {
    return Double.toString(peer.step(contest.inputs(batch), batch, contest.labels(batch)));
  }

  private String times(String what, int batch, int times) {
    float[] inputs = contest.inputs(batch);
    float[] labels = contest.labels(batch);
    Runnable run =
        what.equals("train")
            ? () -> peer.step(inputs, batch, labels)
            : () -> peer.logits(inputs, batch);
    long[] nanos = new long[times];
    for (int i = 0; i < times; i++) {
      long start = System.nanoTime();
      run.run();
      nanos[i] = System.nanoTime() - start;
    }
    return Arrays.stream(nanos).mapToObj(Long::toString).collect(Collectors.joining(" "));
  }
}
