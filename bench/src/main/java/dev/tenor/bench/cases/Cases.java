package dev.tenor.bench.cases;

import dev.tenor.bench.cases.ConvCase.Direction;
import dev.tenor.engine.backend.ConvGeometry;
import dev.tenor.engine.backend.UnaryFn;
import java.util.ArrayList;
import java.util.List;

/// All cases of the suite.
public final class Cases {
  /// The batches of the networks, unless others are asked for.
  public static final List<Integer> BATCHES = List.of(1, 8, 32, 128);

  private static final List<Integer> QUICK_BATCHES = List.of(2);

  private final boolean quick;
  private final List<Case> all = new ArrayList<>();

  private Cases(boolean quick) {
    this.quick = quick;
  }

  /// The cases of a full run.
  ///
  /// @param batches of the networks
  public static List<Case> full(List<Integer> batches) {
    return new Cases(false).list(batches);
  }

  /// Small ones of every family, for a run that looks whether everything works.
  public static List<Case> quick() {
    return new Cases(true).list(QUICK_BATCHES);
  }

  /// The names of the families, in the order of the cases.
  public static List<String> families() {
    return full(BATCHES).stream().map(Case::family).distinct().toList();
  }

  private List<Case> list(List<Integer> batches) {
    gemm();
    convolution();
    depthwise();
    block();
    pooling();
    norm();
    recurrent();
    attention();
    softmax();
    activation();
    elementwise();
    reduction();
    optimizer();
    move();
    transfer();
    frontEnd();
    network(batches);
    return List.copyOf(all);
  }

  private void add(Case... cases) {
    all.addAll(List.of(cases));
  }

  /// The number of a full run, or that of a quick one.
  private int size(int full, int small) {
    return quick ? small : full;
  }

  /// Cubes, tall and wide ones, then the products of the LSTM, the feed-forward layer and the
  /// classifier, and an odd one.
  private void gemm() {
    if (quick) {
      add(new GemmCase(96, 96, 96, "nn"), new GemmCase(103, 67, 65, "nt"));
      add(new GemmCase(64, 48, 128, "tn"));
      return;
    }
    for (int n : new int[] {64, 128, 240, 480, 960}) {
      add(new GemmCase(n, n, n, "nn"));
    }
    add(new GemmCase(480, 480, 480, "nt"), new GemmCase(480, 480, 480, "tn"));
    add(new GemmCase(4096, 64, 64, "nn"), new GemmCase(64, 4096, 64, "nn"));
    add(new GemmCase(64, 64, 4096, "tn"), new GemmCase(1, 1024, 1024, "nt"));
    add(new GemmCase(32, 192, 48, "nt"), new GemmCase(32, 384, 96, "nt"));
    add(new GemmCase(32, 4, 48, "nt"), new GemmCase(103, 67, 65, "nn"));
  }

  private static ConvGeometry image(int batch, int side, int in, int out, int kernel, int stride) {
    int pad = kernel / 2;
    return new ConvGeometry(batch, side, side, in, out, kernel, kernel, stride, stride, pad, pad);
  }

  /// The blocks of preset `paper`, then layers of a ResNet: its 3×3 of three depths, one with
  /// stride 2 and a shortcut.
  private void convolution() {
    List<ConvGeometry> layers = new ArrayList<>();
    if (quick) {
      layers.add(image(1, 12, 16, 16, 3, 1));
      layers.add(image(1, 9, 3, 8, 5, 2));
    } else {
      for (int block : new int[] {1, 2, 3, 5, 6}) {
        layers.add(PaperBlocks.of(block, 8).conv());
      }
      layers.add(image(8, 32, 64, 64, 3, 1));
      layers.add(image(8, 16, 64, 128, 3, 2));
      layers.add(image(8, 4, 512, 512, 3, 1));
      layers.add(image(8, 16, 128, 256, 1, 2));
    }
    for (ConvGeometry g : layers) {
      for (Direction direction : Direction.values()) {
        if (g.inChannels() > 1 || direction != Direction.DATA) { // not of what the network is given
          add(new ConvCase(direction, false, g));
        }
      }
    }
  }

  private void depthwise() {
    ConvGeometry g = image(size(8, 1), size(28, 9), size(96, 16), size(96, 16), 3, 1);
    for (Direction direction : Direction.values()) {
      add(new ConvCase(direction, true, g));
    }
  }

  private void block() {
    int[] blocks = quick ? new int[] {6} : new int[] {1, 2, 5};
    for (int block : blocks) {
      for (String name : List.of("training", "backward", "inference")) {
        add(new BlockCase(name, block, size(8, 1)));
      }
    }
  }

  private void pooling() {
    for (String name : List.of("average", "average gradient", "max", "max gradient")) {
      add(new PoolCase(name, size(8, 1), size(64, 9), size(32, 16), 2));
    }
  }

  private void norm() {
    for (String name : List.of("batch", "layer", "group", "rms")) {
      add(new NormCase(name, false, size(8, 1), size(256, 20), size(128, 64)));
      add(new NormCase(name, true, size(8, 1), size(256, 20), size(128, 64)));
    }
  }

  private void recurrent() {
    for (String cell : List.of("lstm", "gru")) {
      add(new RecurrentCase(cell, false, size(32, 2), size(64, 7), size(96, 24)));
      add(new RecurrentCase(cell, true, size(32, 2), size(64, 7), size(96, 24)));
      if (!quick) {
        add(new RecurrentCase(cell, false, 1, 64, 96));
      }
    }
  }

  private void attention() {
    if (quick) {
      add(new AttentionCase(false, 2, 17, 2, 16), new AttentionCase(true, 2, 17, 2, 16));
      return;
    }
    for (int tokens : new int[] {9, 32, 128, 512, 1024, 2048, 4096}) {
      add(new AttentionCase(false, 1, tokens, 1, 64));
    }
    for (int tokens : new int[] {9, 32, 128, 512, 1024}) {
      add(new AttentionCase(true, 1, tokens, 1, 64));
    }
    add(new AttentionCase(false, 16, 128, 4, 32), new AttentionCase(true, 16, 128, 4, 32));
  }

  private void softmax() {
    for (String name : List.of("forward", "gradient", "log", "cross-entropy")) {
      add(new SoftmaxCase(name, size(512, 9), size(512, 100)));
    }
    if (!quick) {
      add(new SoftmaxCase("cross-entropy", 32, 4), new SoftmaxCase("forward", 32, 32768));
    }
  }

  private void activation() {
    int n = size(1 << 18, 1003);
    for (UnaryFn fn :
        List.of(
            UnaryFn.RELU,
            UnaryFn.ELU,
            UnaryFn.GELU,
            UnaryFn.SILU,
            UnaryFn.TANH,
            UnaryFn.SIGMOID,
            UnaryFn.EXP)) {
      add(new ActivationCase(fn, false, n));
    }
    for (UnaryFn fn : List.of(UnaryFn.RELU, UnaryFn.ELU, UnaryFn.GELU)) {
      add(new ActivationCase(fn, true, n));
    }
  }

  private void elementwise() {
    for (String name : List.of("add", "add row", "divide column", "dropout")) {
      add(new ElementwiseCase(name, size(1024, 11), size(256, 100)));
    }
    if (quick) {
      add(new ScaleCase(1003));
      return;
    }
    for (int n : new int[] {1 << 11, 1 << 16, 1 << 19, 1 << 24}) { // one for each level of memory
      add(new ScaleCase(n));
    }
  }

  private void reduction() {
    for (String name :
        List.of(
            "sum of rows", "sum of columns", "max of rows", "cumulative sum", "sum of squares")) {
      add(new ReductionCase(name, size(1024, 11), size(256, 100)));
    }
  }

  private void optimizer() {
    for (String name : List.of("adam", "adamw", "momentum", "rmsprop")) {
      add(new OptimizerCase(name, size(470_000, 1003)));
    }
  }

  private void move() {
    for (String name : List.of("copy", "transpose", "select rows")) {
      add(new MoveCase(name, size(1024, 12), size(256, 100)));
    }
  }

  private void transfer() {
    int[] sizes = quick ? new int[] {1003} : new int[] {1, 1 << 12, 1 << 18, 1 << 23};
    for (int n : sizes) {
      add(new TransferCase("upload", n), new TransferCase("download", n));
    }
  }

  private void frontEnd() {
    for (int n : quick ? new int[] {256} : new int[] {512, 2048}) {
      add(new FftCase(n));
    }
    add(new LogMelCase());
  }

  private void network(List<Integer> batches) {
    for (int batch : batches) {
      add(new TrainingCase(batch));
    }
    for (int batch : batches) {
      add(new InferenceCase(batch));
    }
  }
}
