package dev.tenor.bench.peers;

import dev.tenor.engine.io.Safetensors;
import dev.tenor.engine.nn.UnaryLayer;
import dev.tenor.engine.random.RandomStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/// A network of Tenor's layers, and the same of libtorch's functions. Its inputs are images of
/// random numbers, or tokens; then each has a class to predict, the next token.
///
/// @param tokens whether inputs are numbers of tokens, of which there are as many as classes
/// @param example the shape of one input: channels, height and width, or the number of tokens
record NetworkContest(
    String name,
    Supplier<UnaryLayer> tenor,
    Function<TorchWeights, TorchNetwork> torch,
    int batch,
    int classes,
    boolean tokens,
    List<Integer> example)
    implements Contest {
  @Override
  public List<PeerKind> trainers() {
    return List.of(PeerKind.TENOR, PeerKind.LIBTORCH);
  }

  @Override
  public List<PeerKind> predictors() {
    return trainers();
  }

  @Override
  public List<Task> training() {
    return List.of(new Task("train", batch, 5));
  }

  @Override
  public boolean comparesLosses() {
    return true;
  }

  @Override
  public List<Task> inference() {
    return List.of(new Task("infer", 1, 20), new Task("infer", batch, 5));
  }

  @Override
  public void writeModel(Path file) throws IOException {
    Workload.writeModel(tenor.get(), file);
  }

  @Override
  public Peer open(PeerKind kind, Path model, int threads) throws IOException {
    Safetensors weights = Safetensors.read(model);
    return switch (kind) {
      case TENOR -> new Tenor(tenor.get(), weights, example, "simd", threads);
      case LIBTORCH -> LibTorch.of(torch, weights, example, threads);
      case ONNX_RUNTIME -> throw new IllegalArgumentException(name + " has no ONNX file");
    };
  }

  @Override
  public Peer reference(Path model) throws IOException {
    return new Tenor(tenor.get(), Safetensors.read(model), example, "scalar", 1);
  }

  @Override
  public float[] inputs(int count) {
    float[] values = new float[count * example.stream().reduce(1, Math::multiplyExact)];
    RandomStream random = RandomStream.of(1, "inputs of " + name);
    for (int i = 0; i < values.length; i++) {
      values[i] = tokens ? random.nextInt(classes) : (float) random.nextGaussian();
    }
    return values;
  }

  /// Of images, numbers in turn; of tokens the next one, and of the last the first.
  @Override
  public float[] labels(int count) {
    if (!tokens) {
      float[] labels = new float[count];
      for (int i = 0; i < count; i++) {
        labels[i] = i % classes;
      }
      return labels;
    }
    float[] inputs = inputs(count);
    int length = example.getFirst();
    float[] labels = new float[inputs.length];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = inputs[i / length * length + (i + 1) % length];
    }
    return labels;
  }
}
