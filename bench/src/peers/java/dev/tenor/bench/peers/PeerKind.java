package dev.tenor.bench.peers;

/// The engines that are compared.
enum PeerKind {
  TENOR("Tenor"),
  LIBTORCH("libtorch"),
  ONNX_RUNTIME("ONNX Runtime");

  private final String label;

  PeerKind(String label) {
    this.label = label;
  }

  @Override
  public String toString() {
    return label;
  }
}
