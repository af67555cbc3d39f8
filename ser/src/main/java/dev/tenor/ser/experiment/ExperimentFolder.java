package dev.tenor.ser.experiment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tenor.ser.DataException;
import dev.tenor.ser.config.Json;
import dev.tenor.ser.run.RunDirectory;
import dev.tenor.ser.run.RunSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Experiments that were made before.
public final class ExperimentFolder {
  private ExperimentFolder() {}

  /// The plan of an experiment.
  ///
  /// @throws DataException if the folder holds none
  public static Plan plan(Path folder) throws IOException {
    Path file = folder.resolve("experiment.json");
    if (!Files.exists(file)) {
      throw new DataException(folder + ": holds no experiment; name a folder with experiment.json");
    }
    try {
      JsonNode plan = Json.mapper().readTree(Files.readAllBytes(file));
      RunSpec.upgrade(plan.path("base"));
      return Json.convert(plan, Plan.class, "experiment");
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw new DataException(file + ": cannot be understood: " + e.getMessage(), e);
    }
  }

  /// Compares the first variant of an experiment with each variant of another one.
  ///
  /// @param other the folder of the other experiment
  /// @param folder that of this one, for its name
  /// @throws DataException if the other one has no finished run on the same folds and seeds
  public static List<Comparison> compare(Path other, Path folder, ExperimentReport report)
      throws IOException {
    List<RunRecord> own = report.byVariant().values().stream().findFirst().orElse(List.of());
    Plan plan = plan(other);
    List<Comparison> comparisons = new ArrayList<>();
    for (Variant variant : plan.variants()) {
      String name = other.getFileName() + " " + variant.name();
      comparisons.add(
          Comparison.of(
              name, finished(other, plan, variant), folder.getFileName().toString(), own));
    }
    comparisons.removeIf(Objects::isNull);
    if (comparisons.isEmpty()) {
      throw new DataException(
          other + ": has no finished run on the same folds and seeds; run it with the same ones");
    }
    return comparisons;
  }

  /// The finished runs of one variant of an experiment.
  ///
  /// @param plan of the experiment in `folder`
  public static List<RunRecord> finished(Path folder, Plan plan, Variant variant)
      throws IOException {
    List<RunRecord> records = new ArrayList<>();
    for (Case one : plan.cases()) {
      Path out = folder.resolve(one.folder());
      if (one.variant().equals(variant) && new RunDirectory(out).isFinished()) {
        records.add(RunRecord.read(new Outcome(one, out, null)));
      }
    }
    return records;
  }
}
