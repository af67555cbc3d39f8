package dev.tenor.engine.nn;

import dev.tenor.engine.autograd.OpProfile;
import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.backend.BufferPool;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/// What a network is made of: a line for every layer, with the shape that came out of it in one
/// run. Its text is a table for people.
///
/// @param lines a layer stands before those inside of it
/// @param output what the network computed
public record Summary(List<Line> lines, Shape output) {
  /// A layer.
  ///
  /// @param path for example `blocks.0.conv`
  /// @param type the name of its class
  /// @param output what came out when it ran last; null if it did not run by itself
  /// @param parameters its own values, trained or not, without those of the layers inside
  /// @param flops floating-point operations of products and convolutions in its own ops
  public record Line(String path, String type, Shape output, long parameters, long flops) {}

  /// Runs a network once as in prediction.
  ///
  /// @param network has memory
  /// @param run applies it, for example `pass -> network.apply(pass, pass.constant(shape, zeros))`
  public static Summary of(BufferPool pool, Layer network, Function<Pass, Tensor> run) {
    Map<String, Shape> outputs = new HashMap<>();
    OpProfile profile = new OpProfile();
    Shape output;
    try (Pass pass = Pass.inference(pool)) {
      pass.observed((path, value) -> outputs.put(path, value.shape())).profiled(profile);
      output = run.apply(pass).shape();
    }
    outputs.put("", output);
    Map<String, Long> flops = new HashMap<>();
    profile.lines().forEach(line -> flops.merge(line.path(), line.flops(), Long::sum));
    List<Line> lines = new ArrayList<>();
    network.forEachLayer((path, layer) ->
        lines.add(
            new Line(
                path,
                layer.getClass().getSimpleName(),
                outputs.get(path),
                layer.ownCount(),
                flops.getOrDefault(path, 0L))));
    return new Summary(List.copyOf(lines), output);
  }

  /// The values of all layers.
  public long parameters() {
    return lines.stream().mapToLong(Line::parameters).sum();
  }

  /// The operations of all layers.
  public long flops() {
    return lines.stream().mapToLong(Line::flops).sum();
  }

  @Override
  public String toString() {
    int pathWidth = lines.stream().mapToInt(line -> line.path().length()).max().orElse(0);
    int typeWidth = lines.stream().mapToInt(line -> line.type().length()).max().orElse(0);
    String format =
        "%-" + Math.max(5, pathWidth) + "s  %-" + Math.max(4, typeWidth) + "s  %-18s %14s %16s%n";
    StringBuilder text = new StringBuilder();
    text.append(row(format, "layer", "type", "output", "parameters", "flops"));
    for (Line line : lines) {
      String shape = line.output() == null ? "-" : line.output().toString();
      text.append(
          row(format, line.path(), line.type(), shape, of(line.parameters()), of(line.flops())));
    }
    text.append(row(format, "total", "", output.toString(), of(parameters()), of(flops())));
    return text.toString();
  }

  private static String row(String format, Object... cells) {
    return String.format(Locale.ROOT, format, cells).replaceAll(" +(\\R)", "$1");
  }

  private static String of(long count) {
    return count == 0 ? "" : String.format(Locale.ROOT, "%,d", count);
  }
}
