package dev.tenor.ser.model;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.nn.Linear;
import dev.tenor.engine.nn.UnaryLayer;
import dev.tenor.engine.ops.Ops;
import dev.tenor.engine.tensor.Tensor;

/// One or two fully connected layers (paper section 3.4): z [B,D] → logits [B,K].
public final class Classifier extends UnaryLayer {
  /// The activation function between the two layers; the paper does not state it.
  public enum Activation {
    RELU,
    ELU,
    GELU,
    TANH,
    NONE;

    Tensor apply(Pass pass, Tensor x) {
      return switch (this) {
        case RELU -> Ops.relu(pass, x);
        case ELU -> Ops.elu(pass, x);
        case GELU -> Ops.gelu(pass, x);
        case TANH -> Ops.tanh(pass, x);
        case NONE -> x;
      };
    }
  }

  private final Linear fc1;
  private final Linear fc2;
  private final Activation activation;

  Classifier(NetworkConfig c) {
    boolean two = c.hidden() > 0;
    fc1 = child("fc1", new Linear(c.embedDim(), two ? c.hidden() : c.classes()));
    fc2 = two ? child("fc2", new Linear(c.hidden(), c.classes())) : null;
    activation = c.activation();
  }

  @Override
  protected Tensor forward(Pass pass, Tensor z) {
    Tensor y = fc1.apply(pass, z);
    return fc2 == null ? y : fc2.apply(pass, activation.apply(pass, y));
  }
}
