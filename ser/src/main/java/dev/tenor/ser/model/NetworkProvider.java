package dev.tenor.ser.model;

/// A network of one's own under a name, found by [java.util.ServiceLoader]: a jar names its
/// provider in `META-INF/services/dev.tenor.ser.model.NetworkProvider`.
public interface NetworkProvider {
  /// By which users choose it and model files know it; not that of a class.
  String name();

  /// A network with first weights.
  ///
  /// @throws IllegalArgumentException if it cannot be built so
  Network create(NetworkConfig config);
}
