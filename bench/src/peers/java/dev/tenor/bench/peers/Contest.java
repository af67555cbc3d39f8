package dev.tenor.bench.peers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// What is compared: a network that several engines build, its inputs, and what of it is timed.
interface Contest {
  /// All, in the order in which they run; the first is the one that runs when none is named.
  List<Contest> ALL =
      List.of(
          new PaperContest(10),
          new PaperContest(3),
          new PaperContest(5),
          new NetworkContest(
              "mnist", Mnist::new, TorchMnist::new, 64, 10, false, List.of(1, 28, 28)),
          new NetworkContest(
              "resnet", ResNet::new, TorchResNet::new, 32, 10, false, List.of(3, 32, 32)),
          new NetworkContest(
              "gpt", Gpt::new, TorchGpt::new, 16, Gpt.VOCABULARY, true, List.of(Gpt.TOKENS)));

  /// The contest of this name, or null.
  static Contest of(String name) {
    return ALL.stream().filter(c -> c.name().equals(name)).findFirst().orElse(null);
  }

  /// By which users choose it.
  String name();

  /// Who can train it, and who can predict with it; Tenor first.
  List<PeerKind> trainers();

  List<PeerKind> predictors();

  List<Task> training();

  /// Whether all engines have the same losses in training: not with dropout, whose random numbers
  /// differ.
  boolean comparesLosses();

  List<Task> inference();

  /// Writes a file with random weights, which every engine reads.
  void writeModel(Path file) throws IOException;

  /// Opens the network of the file in an engine.
  ///
  /// @param threads how many threads the engine may use
  Peer open(PeerKind kind, Path model, int threads) throws IOException;

  /// The same in Tenor's scalar backend.
  Peer reference(Path model) throws IOException;

  /// Random inputs of `batch` examples, the same in every process.
  float[] inputs(int batch);

  /// Their class numbers.
  float[] labels(int batch);
}
