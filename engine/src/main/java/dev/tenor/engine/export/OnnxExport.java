package dev.tenor.engine.export;

import dev.tenor.engine.autograd.Op;
import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.BufferPool;
import dev.tenor.engine.io.AtomicFile;
import dev.tenor.engine.io.WriteException;
import dev.tenor.engine.nn.Layer;
import dev.tenor.engine.nn.Parameter;
import dev.tenor.engine.nn.ParameterSlab;
import dev.tenor.engine.onnx.OnnxDim;
import dev.tenor.engine.onnx.OnnxForm;
import dev.tenor.engine.onnx.OnnxForms;
import dev.tenor.engine.onnx.OnnxGraph;
import dev.tenor.engine.ops.OnnxOps;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Writes any network of the engine's ops as an ONNX model (opset 17), for ONNX Runtime and others.
/// The network is run as it predicts, once and once more for every free axis, and the ops that it
/// applied become nodes: what it computes must not depend on the values of its inputs. Parameters
/// keep the names and layouts of the state dict.
///
/// ```java
/// new OnnxExport(backend, network)
///     .input("image", Shape.of(1, 28, 28, 1)) // the batch is free
///     .write(file, (pass, in) -> Map.of("logits", network.apply(pass, in.getFirst())));
/// ```
public final class OnnxExport {
  private final Backend backend;
  private final Map<String, Parameter> parameters = new LinkedHashMap<>();
  private final OnnxForms forms = OnnxOps.forms();
  private final List<TracedInput> inputs = new ArrayList<>();

  /// What is exported.
  @FunctionalInterface
  public interface Traced {
    /// @param in the inputs in the order in which they were declared, filled with zeros
    /// @return the outputs by name
    Map<String, Tensor> apply(Pass pass, List<Tensor> in);
  }

  /// @param backend where the network's memory is
  /// @param network what is exported, or that of which something is; its parameters keep their
  ///   names
  public OnnxExport(Backend backend, Layer network) {
    this.backend = backend;
    network.forEachParameter(parameters::put);
  }

  /// The same of the network whose memory a slab is.
  public OnnxExport(ParameterSlab slab) {
    backend = slab.backend();
    parameters.putAll(slab.parameters());
  }

  /// An input whose first axis, the batch, is free.
  public OnnxExport input(String name, Shape shape) {
    return input(name, shape, "batch");
  }

  /// An input with free axes.
  ///
  /// @param axes the names of its free axes, from the first on; an empty name for one that is not
  ///   free. Axes of one name have one length, in all inputs.
  public OnnxExport input(String name, Shape shape, String... axes) {
    inputs.add(new TracedInput(name, shape, List.of(axes)));
    return this;
  }

  /// The form of an op of one's own.
  public <O extends Op> OnnxExport form(Class<O> type, OnnxForm<O> form) {
    forms.with(type, form);
    return this;
  }

  /// Writes `file` whole or not at all.
  ///
  /// @throws WriteException if it cannot be written
  /// @throws IllegalArgumentException as [#export]
  public void write(Path file, Traced network) throws IOException {
    byte[] bytes = export(network);
    AtomicFile.write(file, out -> out.write(bytes));
  }

  /// The content of the file.
  ///
  /// @throws IllegalArgumentException if an op has no ONNX form, or the network computes something
  ///   else for another length of a free axis; the message names layer and op
  public byte[] export(Traced network) {
    OnnxGraph graph = new OnnxGraph("tenor");
    inputs.forEach(input -> graph.input(input.name(), input.dims()));
    addTo(graph, graph.inputs(), network)
        .forEach((name, value) -> graph.output(name, value.name(), value.dims()));
    return graph.model(Map.of());
  }

  /// A value in a graph.
  ///
  /// @param dims with the names of the free axes
  public record Value(String name, OnnxDim... dims) {}

  /// Adds the network to a graph that holds more than it.
  ///
  /// @param values the graph's values for the inputs
  /// @return the outputs
  /// @throws IllegalArgumentException as [#export]
  public Map<String, Value> addTo(OnnxGraph graph, List<String> values, Traced network) {
    List<Set<String>> runs = new ArrayList<>(List.of(Set.of()));
    freeAxes().forEach(axis -> runs.add(Set.of(axis)));
    List<Trace> traces = new ArrayList<>();
    Map<String, Integer> outputs = new LinkedHashMap<>();
    for (Set<String> varied : runs) {
      outputs.clear();
      traces.add(trace(varied, network, outputs));
    }
    TraceWriter writer = new TraceWriter(graph, forms, backend, parameters, traces);
    List<String> names = writer.write(values);
    Map<String, Value> results = new LinkedHashMap<>();
    outputs.forEach((name, number) ->
        results.put(name, new Value(names.get(number), writer.dims(number, inputs))));
    return results;
  }

  private Set<String> freeAxes() {
    Set<String> axes = new LinkedHashSet<>();
    inputs.forEach(input -> axes.addAll(input.axes()));
    axes.remove("");
    return axes;
  }

  private Trace trace(Set<String> varied, Traced network, Map<String, Integer> outputs) {
    try (BufferPool pool = new BufferPool(backend);
        Pass pass = Pass.inference(pool)) {
      Trace trace = new Trace(pass, parameters);
      List<Tensor> tensors = new ArrayList<>();
      for (TracedInput input : inputs) {
        Shape shape = input.shape(varied);
        Tensor x = pass.constant(shape, new float[shape.numel()]);
        trace.input(input.name(), x);
        tensors.add(x);
      }
      network
          .apply(pass.traced(trace), List.copyOf(tensors))
          .forEach((name, tensor) -> outputs.put(name, trace.number(tensor)));
      return trace;
    }
  }
}
