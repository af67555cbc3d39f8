package dev.tenor.bench.peers;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.tenor.ser.export.OnnxExporter;
import dev.tenor.ser.model.NetworkConfig;
import dev.tenor.ser.predict.SerModel;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.Set;

/// ONNX Runtime on the file that [OnnxExporter] writes, with all its graph optimisations. The file
/// standardises its input itself, so only with a standardizer that changes nothing does this peer
/// compute what the others do.
final class OnnxRuntime implements Peer {
  private final NetworkConfig network;
  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession session;

  OnnxRuntime(SerModel model, int threads) throws IOException {
    network = model.network();
    byte[] file = OnnxExporter.export(model, OnnxExporter.Input.FEATURES);
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(threads);
      options.setInterOpNumThreads(1);
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
      session = environment.createSession(file, options);
    } catch (OrtException e) {
      throw new IOException("ONNX Runtime does not take the exported model: " + e.getMessage(), e);
    }
  }

  @Override
  public String describe() {
    return environment.getVersion();
  }

  @Override
  public float[] logits(float[] features, int batch) {
    return run(OnnxExporter.LOGITS, features, batch);
  }

  /// One of the model's outputs.
  float[] run(String output, float[] features, int batch) {
    long[] shape = {batch, network.frames(), network.columns()};
    try (OnnxTensor x = OnnxTensor.createTensor(environment, FloatBuffer.wrap(features), shape);
        OrtSession.Result result = session.run(Map.of(OnnxExporter.FEATURES, x), Set.of(output))) {
      float[] values = new float[batch * network.classes()];
      ((OnnxTensor) result.get(0)).getFloatBuffer().get(values);
      return values;
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime failed: " + e.getMessage(), e);
    }
  }

  /// The names, values and shapes of what goes in and comes out, in ONNX Runtime's words.
  String signature() throws OrtException {
    return session.getInputInfo().values() + " -> " + session.getOutputInfo().values();
  }

  Map<String, String> metadata() throws OrtException {
    return session.getMetadata().getCustomMetadata();
  }

  @Override
  public double step(float[] inputs, int batch, float[] labels) {
    throw new UnsupportedOperationException("ONNX Runtime's CPU package does not train");
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime does not close: " + e.getMessage(), e);
    }
  }
}
