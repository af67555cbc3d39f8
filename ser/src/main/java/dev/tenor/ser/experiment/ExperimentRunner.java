package dev.tenor.ser.experiment;

import dev.tenor.ser.DataException;
import dev.tenor.ser.run.Validation;
import dev.tenor.ser.train.TrainListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// Runs an experiment: one folder per run, several runs in parallel, here or elsewhere
/// ([Trainings]). Finished runs are skipped, interrupted runs are resumed, and a run that fails is
/// retried once and does not stop the others. So repeating the command completes an experiment.
public final class ExperimentRunner {
  private final Plan plan;
  private final Path folder;
  private final Shard shard;
  private final Trainings trainings;
  private final Listener listener;
  private Pace pace;

  /// Callbacks, from any thread.
  public interface Listener {
    /// A run starts or is resumed; its events go to the returned listener.
    TrainListener started(Case one, Pace pace);

    /// A run has finished or failed; one that was finished before has not started.
    void finished(Outcome outcome, Pace pace);
  }

  /// How far runs go.
  public enum Goal {
    /// Trained and scored on the validation set, see [dev.tenor.ser.run.TrainingRun#validate].
    VALIDATED,
    /// Also tested, on their own test set and on the corpora that they do not train on.
    TESTED
  }

  /// @param shard those of the runs that are run here
  /// @param trainings where they run
  public ExperimentRunner(
      Plan plan, Path folder, Shard shard, Trainings trainings, Listener listener) {
    this.plan = plan;
    this.folder = folder;
    this.shard = shard;
    this.trainings = trainings;
    this.listener = listener;
  }

  /// Runs all runs of the shard that are not finished.
  ///
  /// @return the outcome of every run that the folder's plan has, in its order
  /// @throws DataException if the folder holds another experiment
  public List<Outcome> run() throws IOException, InterruptedException {
    Plan all = save();
    expect(plan.cases(), 0);
    Map<Case, Outcome> own = new HashMap<>();
    run(plan.cases(), Goal.TESTED).forEach(outcome -> own.put(outcome.run(), outcome));
    return all.cases().stream()
        .map(one -> own.getOrDefault(one, ExperimentFolder.outcome(folder, all, one)))
        .toList();
  }

  /// Saves the plan; see [ExperimentFolder#save].
  ///
  /// @return that of the folder
  public Plan save() throws IOException {
    return ExperimentFolder.save(folder, plan);
  }

  public Path folder() {
    return folder;
  }

  /// Announces the runs that will be asked for, for [Pace].
  ///
  /// @param cases those that will be trained
  /// @param tests how many of them will be tested afterwards, in another call
  public void expect(List<Case> cases, int tests) {
    List<Case> own = shard.of(cases);
    double epochs = own.stream().mapToDouble(this::epochs).sum();
    pace = new Pace(0, own.size() + Math.ceilDiv(tests, shard.count()), 0, epochs);
  }

  /// Runs those of some runs that belong to the shard.
  ///
  /// @return their outcomes in order
  public List<Outcome> run(List<Case> cases, Goal goal) throws InterruptedException {
    Round round = new Round(shard.of(cases), goal);
    trainings.run(List.copyOf(round.byTraining.keySet()), round);
    return round.outcomes();
  }

  /// Some runs, while they are trained.
  private final class Round implements Trainings.Events {
    private final SequencedMap<Training, Case> byTraining = new LinkedHashMap<>();
    private final Map<Training, Outcome> ended = new HashMap<>();

    Round(List<Case> cases, Goal goal) {
      for (Case one : cases) {
        Path out = folder.resolve(one.folder());
        byTraining.put(
            new Training(one.title(), plan.spec(one), plan.foreign(one), goal, out), one);
      }
    }

    @Override
    public TrainListener started(Training one) {
      synchronized (ExperimentRunner.this) {
        return listener.started(byTraining.get(one), pace);
      }
    }

    /// A run that had been validated before its test was counted then.
    @Override
    public void ended(Training one, Training.End end) {
      synchronized (ExperimentRunner.this) {
        boolean counted = one.goal() == Goal.TESTED && Validation.isIn(one.out());
        double epochs = counted ? 0 : one.spec().config().training().epochs();
        pace = end.found() ? pace.found(epochs) : pace.ended(epochs);
        Outcome outcome = new Outcome(byTraining.get(one), one.out(), end.failure());
        ended.put(one, outcome);
        listener.finished(outcome, pace);
      }
    }

    List<Outcome> outcomes() {
      return byTraining.keySet().stream().map(ended::get).toList();
    }
  }

  private double epochs(Case one) {
    return plan.spec(one).config().training().epochs();
  }
}
