package dev.tenor.engine.nn;

import dev.tenor.engine.io.FormatException;
import dev.tenor.engine.io.Safetensors;
import dev.tenor.engine.io.SafetensorsWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A network's parameters in a safetensors file, by PyTorch's names and in its layouts.
public final class StateDict {
  private static final int LISTED = 3;

  /// How many batches PyTorch's batch norm has seen. With a momentum that number has no effect, and
  /// no layer here keeps it: it may be in a file.
  private static final String BATCH_COUNTER = "num_batches_tracked";

  private StateDict() {}

  /// Adds every parameter to `writer`, its name after `prefix`.
  public static void save(ParameterSlab slab, SafetensorsWriter writer, String prefix) {
    slab.parameters()
        .forEach((name, p) ->
            writer.add(
                prefix + name, p.layout().state().toArray(), p.layout().toState(slab.read(p))));
  }

  /// Fills every parameter from the tensor with its name after `prefix`.
  ///
  /// @throws FormatException if a parameter is missing, has another shape or holds integers, or if
  ///   a tensor after `prefix` belongs to no parameter; then no parameter has changed. PyTorch's
  ///   counters `num_batches_tracked` may be there
  public static void load(ParameterSlab slab, Safetensors file, String prefix)
      throws FormatException {
    prepared(slab, file, prefix).run();
  }

  /// Reads and checks as [#load] and changes nothing yet.
  ///
  /// @return fills the parameters when it is run
  /// @throws FormatException as [#load]
  public static Runnable prepared(ParameterSlab slab, Safetensors file, String prefix)
      throws FormatException {
    check(slab.parameters(), file, prefix);
    Map<Parameter, float[]> loaded = new LinkedHashMap<>();
    for (Map.Entry<String, Parameter> entry : slab.parameters().entrySet()) {
      Parameter p = entry.getValue();
      loaded.put(p, p.layout().fromState(file.floats(prefix + entry.getKey())));
    }
    return () ->
        loaded.forEach((p, values) ->
            slab.backend().memory().upload(p.tensor().buffer(), values, 0, values.length));
  }

  /// Fills every parameter for which the file has a tensor of its name and shape, and leaves the
  /// others as they are: PyTorch's `load_state_dict(strict=False)`, but for shapes.
  ///
  /// @return the names of the parameters that were left
  public static List<String> loadMatching(ParameterSlab slab, Safetensors file)
      throws FormatException {
    List<String> left = new ArrayList<>();
    for (Map.Entry<String, Parameter> entry : slab.parameters().entrySet()) {
      String name = entry.getKey();
      Parameter p = entry.getValue();
      if (file.contains(name) && Arrays.equals(p.layout().state().toArray(), file.shape(name))) {
        float[] values = p.layout().fromState(file.floats(name));
        slab.backend().memory().upload(p.tensor().buffer(), values, 0, values.length);
      } else {
        left.add(name);
      }
    }
    return left;
  }

  /// Checks that the file holds exactly the parameters of a network, without loading them; the
  /// network needs no memory for that.
  ///
  /// @throws FormatException as [#load]
  public static void check(Layer network, Safetensors file) throws FormatException {
    Map<String, Parameter> parameters = new LinkedHashMap<>();
    network.forEachParameter(parameters::put);
    check(parameters, file, "");
  }

  private static void check(Map<String, Parameter> parameters, Safetensors file, String prefix)
      throws FormatException {
    List<String> missing =
        parameters.keySet().stream().filter(name -> !file.contains(prefix + name)).toList();
    List<String> unexpected =
        file.names().stream()
            .filter(name -> name.startsWith(prefix))
            .filter(name -> !parameters.containsKey(name.substring(prefix.length())))
            .filter(name -> !name.endsWith(BATCH_COUNTER))
            .toList();
    if (!missing.isEmpty() || !unexpected.isEmpty()) {
      throw new FormatException(
          file.path(),
          "its weights are another network's: missing "
              + some(missing)
              + ", unexpected "
              + some(unexpected),
          "use the configuration that the weights were trained with");
    }
    for (Map.Entry<String, Parameter> entry : parameters.entrySet()) {
      int[] expected = entry.getValue().layout().state().toArray();
      int[] found = file.shape(prefix + entry.getKey());
      if (!Arrays.equals(expected, found)) {
        throw new FormatException(
            file.path(),
            prefix
                + entry.getKey()
                + " has shape "
                + Arrays.toString(found)
                + ", not "
                + Arrays.toString(expected),
            "use the configuration that the weights were trained with");
      }
    }
  }

  private static String some(List<String> names) {
    return names.size() <= LISTED
        ? names.toString()
        : names.subList(0, LISTED) + " and " + (names.size() - LISTED) + " more";
  }
}
