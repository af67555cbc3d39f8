package dev.tenor.ser.golden;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Comparator;
import java.util.List;

/// The result of one golden file on one backend.
///
/// @param file its name
/// @param worst the error of the tensor nearest to its tolerance (or furthest beyond); null if the
///   file could not be run
/// @param metric the metric of `worst`
/// @param tensor the tensor with that error
/// @param error why the file could not be run; null if it could
/// @param excluded the tensors of which [ZeroGradients] keeps elements out of the NMSE
@JsonPropertyOrder({"file", "backend", "worst", "metric", "tensor", "tolerance", "passed"})
public record GoldenReport(
    String file,
    String backend,
    Double worst,
    Metric metric,
    String tensor,
    Double tolerance,
    boolean passed,
    String error,
    List<String> excluded,
    List<GoldenCheck> checks) {

  static GoldenReport of(String file, String backend, List<GoldenCheck> checks) {
    GoldenCheck worst =
        checks.stream()
            .max(
                Comparator.comparing((GoldenCheck c) -> !c.passed())
                    .thenComparing(c -> c.metric() != Metric.ABSOLUTE)
                    .thenComparing(GoldenCheck::strain))
            .orElseThrow(() -> new IllegalArgumentException(file + " holds nothing to compare"));
    return new GoldenReport(
        file,
        backend,
        worst.value(),
        worst.metric(),
        worst.tensor(),
        worst.tolerance(),
        worst.passed(),
        null,
        excluded(checks),
        List.copyOf(checks));
  }

  static GoldenReport failed(String file, String backend, String error) {
    return new GoldenReport(
        file, backend, null, null, null, null, false, error, List.of(), List.of());
  }

  private static List<String> excluded(List<GoldenCheck> checks) {
    return checks.stream()
        .filter(c -> c.metric() == Metric.ABSOLUTE)
        .map(GoldenCheck::tensor)
        .toList();
  }
}
