package dev.tenor.ser.export;

import static dev.tenor.engine.onnx.OnnxAttribute.integer;
import static dev.tenor.engine.onnx.OnnxAttribute.integers;
import static dev.tenor.engine.onnx.OnnxAttribute.text;

import dev.tenor.engine.onnx.OnnxDim;
import dev.tenor.engine.onnx.OnnxGraph;
import dev.tenor.ser.audio.Cmvn;
import dev.tenor.ser.audio.Decibels;
import dev.tenor.ser.audio.FeatureConfig;
import dev.tenor.ser.audio.Length;
import dev.tenor.ser.audio.LogMel;
import dev.tenor.ser.audio.MelFilterbank;
import dev.tenor.ser.audio.PadMode;
import dev.tenor.ser.audio.Voice;
import java.util.List;

/// The front end of [LogMel] in ONNX's operators: samples [batch,S] at the model's rate, mono, all
/// of one length → log-mel [batch,T,F] in decibels. The Fourier transform is a convolution with
/// windowed cosines and sines, which every runtime has; numbers are float32 where [LogMel] uses
/// double, which differs by about 10⁻⁴ dB.
///
/// What is trimmed of an utterance depends on it, so a model that trims silence takes one utterance
/// at a time, samples [1,S].
final class OnnxFrontEnd {
  /// A variance below is rounding: of 10⁻⁴ dB.
  private static final float CONSTANT = 1e-8f;

  private final OnnxGraph graph;
  private final FeatureConfig config;

  /// @throws IllegalArgumentException if the features are more than log-mels
  OnnxFrontEnd(OnnxGraph graph, FeatureConfig config) {
    this.graph = graph;
    this.config = config;
    if (config.external() > 0 || config.voice() != Voice.NONE) {
      throw new IllegalArgumentException(
          "ONNX: the model's input is more than log-mels ("
              + (config.external() > 0 ? "external features" : "measures of the voice")
              + "), which a graph cannot compute of samples; export it with --input features, or a"
              + " model without them");
    }
  }

  String features(String name) {
    OnnxDim batch = config.trim() > 0 ? OnnxDim.of(1) : OnnxDim.free("batch");
    String x = graph.input(name, batch, OnnxDim.free("samples"));
    if (config.trim() > 0) {
      x = new OnnxSilenceTrim(graph, config.trim()).trimmed(x);
    }
    x = slice(x, graph.integers(0), graph.integers(config.samples()));
    x = new OnnxLevel(graph).levelled(x, config.level());
    String heard = samples(x);
    String mel = mel(power(framed(padded(x, heard))));
    String floored = floored(decibels(graph.transpose(mel, 0, 2, 1)));
    return config.cmvn() == Cmvn.NONE ? floored : normalized(floored, heard);
  }

  /// The length of x [batch,S] as a list of one integer.
  private String samples(String x) {
    return graph.node(
        "Slice", graph.node("Shape", x), graph.integers(1), graph.integers(2), graph.integers(0));
  }

  private String slice(String x, String from, String to) {
    return graph.node("Slice", x, from, to, graph.integers(1));
  }

  /// Zeros behind x, up to the length of all utterances or, of their own, to the shortest that can
  /// be transformed.
  private String padded(String x, String heard) {
    boolean own = config.length() == Length.OWN;
    long least = own ? config.shortest() : config.samples();
    String longer = graph.node("Pad", x, graph.integers(0, 0, 0, least));
    String end = own ? graph.node("Max", heard, graph.integers(least)) : graph.integers(least);
    return slice(longer, graph.integers(0), end);
  }

  /// [batch,1,S], padded at both ends if frames are centred.
  private String framed(String x) {
    String signal = x;
    if (config.center()) {
      long pad = config.nFft() / 2;
      String mode = config.padMode() == PadMode.REFLECT ? "reflect" : "constant";
      signal = graph.node("Pad", List.of(text("mode", mode)), x, graph.integers(0, pad, 0, pad));
    }
    return graph.node("Unsqueeze", signal, graph.integers(1));
  }

  /// The power spectra of x [batch,1,S], [batch,bins,T].
  private String power(String x) {
    int n = config.nFft();
    int bins = n / 2 + 1;
    double[] window = LogMel.paddedHann(config.winLength(), n);
    float[] basis = new float[2 * bins * n];
    for (int k = 0; k < bins; k++) {
      for (int i = 0; i < n; i++) {
        double angle = 2 * Math.PI * (int) ((long) k * i % n) / n;
        basis[k * n + i] = (float) (window[i] * Math.cos(angle));
        basis[(bins + k) * n + i] = (float) (window[i] * Math.sin(angle));
      }
    }
    String weight = graph.constant("front_end.fourier", new int[] {2 * bins, 1, n}, basis);
    String spectrum =
        graph.node(
            "Conv",
            List.of(integers("kernel_shape", n), integers("strides", config.hopLength())),
            x,
            weight);
    List<String> parts = graph.nodes("Split", 2, List.of(integer("axis", 1)), spectrum);
    return graph.node("Add", square(parts.get(0)), square(parts.get(1)));
  }

  private String square(String x) {
    return graph.node("Mul", x, x);
  }

  private String mel(String power) {
    int[] shape = {config.nMels(), config.nFft() / 2 + 1};
    String filters = graph.constant("front_end.mel", shape, new MelFilterbank(config).dense());
    return graph.node("MatMul", filters, power);
  }

  private String decibels(String mel) {
    String power = config.decibels() == Decibels.SQUARED ? square(mel) : mel;
    String bounded = graph.node("Max", power, graph.constant((float) config.amin()));
    return graph.node(
        "Mul", graph.node("Log", bounded), graph.constant((float) (10 / Math.log(10))));
  }

  private String floored(String db) {
    if (config.topDb() == 0) {
      return db;
    }
    String loudest = graph.node("ReduceMax", List.of(integers("axes", 1, 2)), db);
    return graph.node(
        "Max", db, graph.node("Sub", loudest, graph.constant((float) config.topDb())));
  }

  /// Mean and standard deviation over the frames that are heard; what follows is brought along. A
  /// bin that never changes, such as one at the floor, stays at 0: in float32 its variance is not
  /// quite 0.
  private String normalized(String x, String heard) {
    OnnxFrameMean mean = new OnnxFrameMean(graph, config, heard);
    String centred = graph.node("Sub", x, mean.of(x));
    if (config.cmvn() == Cmvn.MEAN) {
      return centred;
    }
    String variance = mean.of(square(centred));
    String constant = graph.node("Less", variance, graph.constant(CONSTANT));
    String std = graph.node("Where", constant, graph.constant(1), graph.node("Sqrt", variance));
    return graph.node("Div", centred, std);
  }
}
