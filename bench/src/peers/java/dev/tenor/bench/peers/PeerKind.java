package dev.tenor.bench.peers;

import dev.tenor.ser.predict.SerModel;
import java.io.IOException;

/// The engines that are compared.
enum PeerKind {
  TENOR("Tenor") {
    @Override
    Peer open(SerModel model, int threads) throws IOException {
      return new Tenor(model, "simd", threads);
    }
  },
  LIBTORCH("libtorch") {
    @Override
    Peer open(SerModel model, int threads) throws IOException {
      return new LibTorch(model, threads);
    }
  },
  ONNX_RUNTIME("ONNX Runtime") {
    @Override
    Peer open(SerModel model, int threads) throws IOException {
      return new OnnxRuntime(model, threads);
    }
  };

  private final String label;

  PeerKind(String label) {
    this.label = label;
  }

  /// Loads a model.
  ///
  /// @param threads how many threads the engine may use
  abstract Peer open(SerModel model, int threads) throws IOException;

  @Override
  public String toString() {
    return label;
  }
}
