package dev.tenor.bench.peers;

import dev.tenor.ser.model.NetworkConfig;
import dev.tenor.ser.model.Presets;
import dev.tenor.ser.predict.SerModel;
import dev.tenor.ser.run.SerConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The preset `paper` of the speech emotion network.
///
/// @param seconds of audio that it hears, 10 in the paper
record PaperContest(double seconds) implements Contest {
  private static final double OF_THE_PAPER = 10;

  private SerConfig config() {
    return SerConfig.preset(Presets.PAPER).with(Map.of("seconds", seconds));
  }

  private NetworkConfig network() {
    return config().network();
  }

  @Override
  public String name() {
    return seconds == OF_THE_PAPER ? "paper" : String.format(Locale.ROOT, "paper-%.0fs", seconds);
  }

  @Override
  public List<PeerKind> trainers() {
    return List.of(PeerKind.TENOR, PeerKind.LIBTORCH);
  }

  @Override
  public List<PeerKind> predictors() {
    return List.of(PeerKind.values());
  }

  @Override
  public List<Task> training() {
    return Task.TRAINING;
  }

  @Override
  public boolean comparesLosses() {
    return false;
  }

  @Override
  public List<Task> inference() {
    return Task.INFERENCE;
  }

  @Override
  public void writeModel(Path file) throws IOException {
    SerConfig config = config();
    Workload.writeModel(config, Workload.identity(config.network().columns()), file);
  }

  @Override
  public Peer open(PeerKind kind, Path model, int threads) throws IOException {
    SerModel loaded = SerModel.load(model);
    return switch (kind) {
      case TENOR -> Tenor.of(loaded, "simd", threads);
      case LIBTORCH -> LibTorch.of(loaded, threads);
      case ONNX_RUNTIME -> new OnnxRuntime(loaded, threads);
    };
  }

  @Override
  public Peer reference(Path model) throws IOException {
    return Tenor.of(SerModel.load(model), "scalar", 1);
  }

  @Override
  public float[] inputs(int batch) {
    return Workload.features(network(), batch);
  }

  @Override
  public float[] labels(int batch) {
    return Workload.labels(network(), batch);
  }
}
