package example;

import dev.tenor.ser.model.Network;
import dev.tenor.ser.model.NetworkConfig;
import dev.tenor.ser.model.NetworkProvider;

/// The name of [FrameMlp] for the command line and for model files.
public final class FrameMlpProvider implements NetworkProvider {
  @Override
  public String name() {
    return "frame-mlp";
  }

  @Override
  public Network create(NetworkConfig config) {
    return new FrameMlp(config);
  }
}
