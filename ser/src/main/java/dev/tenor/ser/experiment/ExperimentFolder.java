package dev.tenor.ser.experiment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenor.engine.io.AtomicFile;
import dev.tenor.ser.DataException;
import dev.tenor.ser.Remedy;
import dev.tenor.ser.config.Json;
import dev.tenor.ser.run.RunDirectory;
import dev.tenor.ser.run.RunSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Experiments that were made before.
public final class ExperimentFolder {
  private static final String FILE = "experiment.json";

  private ExperimentFolder() {}

  /// The plan of an experiment.
  ///
  /// @throws DataException if the folder holds none
  public static Plan plan(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    if (!Files.exists(file)) {
      throw new DataException(folder + ": holds no experiment; name a folder with experiment.json");
    }
    try {
      JsonNode plan = Json.mapper().readTree(Files.readAllBytes(file));
      RunSpec.upgrade(plan.path("base"));
      upgrade(plan);
      return Json.convert(plan, Plan.class, "experiment");
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw new DataException(file + ": cannot be understood: " + e.getMessage(), e);
    }
  }

  /// Variants once changed the network alone, and there were no searches.
  private static void upgrade(JsonNode plan) {
    if (plan instanceof ObjectNode object && !object.has("eta")) {
      object.put("eta", 0);
    }
    for (JsonNode variant : plan.path("variants")) {
      if (variant instanceof ObjectNode object && object.has("network")) {
        object.set("settings", object.remove("network"));
        object.putArray("corpora");
      }
    }
  }

  /// Saves a plan. Variants, folds and seeds that the folder's plan does not have join it.
  ///
  /// @return the plan that the folder now has
  /// @throws DataException if the folder's plan differs otherwise
  static Plan save(Path folder, Plan plan) throws IOException {
    Path file = folder.resolve(FILE);
    Plan all = Files.exists(file) ? join(file, plan(folder), plan) : plan;
    Files.createDirectories(folder);
    String text = Json.pretty(all);
    AtomicFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    return all;
  }

  private static Plan join(Path file, Plan there, Plan here) throws DataException {
    try {
      return there.with(here);
    } catch (IllegalArgumentException e) {
      throw new DataException(
          file
              + ": holds another experiment: "
              + e.getMessage()
              + "; only folds, seeds and variants can be added; repeat the same options, or choose"
              + " another folder",
          Remedy.OTHER_FOLDER);
    }
  }

  /// The outcome of every run of a plan, by what the folder holds.
  public static List<Outcome> outcomes(Path folder, Plan plan) {
    return plan.cases().stream().map(one -> outcome(folder, plan, one)).toList();
  }

  static Outcome outcome(Path folder, Plan plan, Case one) {
    Path out = folder.resolve(one.folder());
    return isFinished(out, plan, one) ? new Outcome(one, out, null) : Outcome.missing(one, out);
  }

  /// Whether a run has been tested on all that it is to be tested on.
  static boolean isFinished(Path out, Plan plan, Case one) {
    return new RunDirectory(out).isFinished() && Training.isTested(out, plan.foreign(one));
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
