package dev.tenor.ser.golden;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.backend.BufferPool;
import dev.tenor.engine.io.FormatException;
import dev.tenor.engine.io.Safetensors;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;
import java.util.List;

/// One op: forward with the file's inputs, backward from `grad_output` (1 for a loss), and `output`
/// and every `grad_<name>` compared.
final class OpGolden {
  static final String OUTPUT = "output";
  static final String GRADIENT = "grad_";
  private static final String SEED = GRADIENT + OUTPUT;

  private OpGolden() {}

  /// @param name the file's name between `op_` and the extension
  /// @throws IllegalArgumentException if the name or the shapes fit no op
  static List<GoldenCheck> run(String name, Safetensors file, BufferPool pool)
      throws FormatException {
    String op = OpTable.opOf(name);
    try (Pass pass = OpTable.inference(op) ? Pass.recording(pool) : Pass.training(pool, 0, 0)) {
      OpInputs in = new OpInputs(file, pass);
      Tensor output = OpTable.function(op).apply(pass, in);
      requireAllTaken(op, file, in);
      requireShape(file, in.shape(OUTPUT), output.shape());
      Comparison comparison = new Comparison(file);
      comparison.nmse(OUTPUT, pass.read(output), Comparison.OUTPUT_NMSE);
      if (in.has(SEED)) {
        pass.backward(output, file.floats(SEED));
      } else {
        pass.backward(output);
      }
      compareGradients(file, in, comparison);
      return comparison.checks();
    }
  }

  private static void compareGradients(Safetensors file, OpInputs in, Comparison comparison)
      throws FormatException {
    for (String name : file.names()) {
      if (name.startsWith(GRADIENT) && !name.equals(SEED)) {
        Tensor input = in.taken().get(name.substring(GRADIENT.length()));
        if (input == null || !input.requiresGrad()) {
          throw new FormatException(
              file.path(),
              "'" + name + "' is the gradient of no input",
              "its inputs are " + in.taken().keySet());
        }
        comparison.nmse(name, in.pass().grad(input), Comparison.GRADIENT_NMSE);
      }
    }
  }

  private static void requireAllTaken(String op, Safetensors file, OpInputs in)
      throws FormatException {
    if (!in.untaken().isEmpty()) {
      throw new FormatException(
          file.path(), op + " does not use " + in.untaken(), "it uses " + in.taken().keySet());
    }
  }

  private static void requireShape(Safetensors file, Shape golden, Shape computed)
      throws FormatException {
    if (!golden.equals(computed)) {
      throw new FormatException(
          file.path(),
          "'output' has shape " + golden + ", computed was " + computed,
          "check the inputs' shapes and the metadata");
    }
  }
}
