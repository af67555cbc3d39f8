package dev.tenor.ser.experiment;

import dev.tenor.ser.DataException;
import dev.tenor.ser.run.RunDirectory;
import dev.tenor.ser.run.RunSpec;
import dev.tenor.ser.stats.MeanSd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// One of those that are compared: a finished run, or all finished runs of a variant of an
/// experiment.
///
/// @param name the folder, with the variant where the experiment has several
/// @param spec the settings of its first run
/// @param records one for each fold and seed
/// @param speakers utterance key → speaker
public record Contender(
    String name, RunSpec spec, List<RunRecord> records, SortedMap<String, String> speakers) {
  /// Those in a folder.
  ///
  /// @throws DataException if it holds neither a finished run nor an experiment with such
  public static List<Contender> in(Path folder) throws IOException {
    if (!Files.exists(folder.resolve("experiment.json"))) {
      RunDirectory run = RunDirectory.open(folder);
      if (!run.isFinished()) {
        throw new DataException(
            folder + ": the run is not finished; resume it, or name a finished one");
      }
      RunSpec spec = run.spec();
      Variant variant = new Variant(folder.toString(), Map.of());
      Case one = new Case(variant, spec.fold(), spec.seed());
      RunRecord record = RunRecord.read(new Outcome(one, folder, null));
      SortedMap<String, String> speakers = new TreeMap<>(run.speakers());
      return List.of(new Contender(folder.toString(), spec, List.of(record), speakers));
    }
    Plan plan = ExperimentFolder.plan(folder);
    List<Contender> contenders = new ArrayList<>();
    for (Variant variant : plan.variants()) {
      contenders.addAll(of(folder, plan, variant));
    }
    if (contenders.isEmpty()) {
      throw new DataException(folder + ": no run of the experiment is finished; resume it");
    }
    return contenders;
  }

  private static List<Contender> of(Path folder, Plan plan, Variant variant) throws IOException {
    List<RunRecord> records = ExperimentFolder.finished(folder, plan, variant);
    if (records.isEmpty()) {
      return List.of();
    }
    SortedMap<String, String> speakers = new TreeMap<>();
    for (RunRecord record : records) {
      speakers.putAll(new RunDirectory(folder.resolve(record.run().folder())).speakers());
    }
    String name = plan.variants().size() == 1 ? folder.toString() : folder + " " + variant.name();
    return List.of(new Contender(name, plan.spec(records.getFirst().run()), records, speakers));
  }

  public MeanSd wa() {
    return MeanSd.of(records, record -> record.test().wa());
  }

  public MeanSd ua() {
    return MeanSd.of(records, record -> record.test().ua());
  }

  public MeanSd macroF1() {
    return MeanSd.of(records, record -> record.test().macroF1());
  }

  public MeanSd valUa() {
    return MeanSd.of(records, record -> record.kept().valUa());
  }
}
