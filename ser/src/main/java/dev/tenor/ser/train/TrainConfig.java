package dev.tenor.ser.train;

import dev.tenor.engine.optim.Adam;
import dev.tenor.engine.optim.LrSchedule;
import dev.tenor.ser.baseline.FunctionalSet;
import dev.tenor.ser.baseline.ModelKind;
import dev.tenor.ser.config.Json;
import dev.tenor.ser.config.Setting;
import java.util.Map;

/// Every setting of training (paper section 4).
public record TrainConfig(
    @Setting("maximum number of epochs; more where --min-steps needs them") int epochs,
    @Setting(
            value =
                "fewest optimiser steps: a small training set gets more epochs, as many as it takes",
            absent = "0")
        int minSteps,
    @Setting("batch size in utterances") int batch,
    @Setting("learning rate") double lr,
    @Setting("adam with weight decay in the gradient (L2) or decoupled (adamw)")
        Optimizer optimizer,
    @Setting("weight decay coefficient") double weightDecay,
    @Setting("Adam: decay rate of the first moment") double beta1,
    @Setting("Adam: decay rate of the second moment") double beta2,
    @Setting("Adam: epsilon, added to the denominator") double eps,
    @Setting("learning-rate schedule") Schedule schedule,
    @Setting("schedule step: epochs between two reductions of the learning rate") int lrStep,
    @Setting("schedule step: factor of each reduction") double lrGamma,
    @Setting("schedule inverse-time: decay per optimiser step") double lrDecay,
    @Setting("gradient clipping: maximum L2 norm of the gradient; 0 for no clipping")
        double clipNorm,
    @Setting(
            "early stopping: epochs without a better validation score before training stops; 0"
                + " disables it")
        int patience,
    @Setting(
            value =
                "validation score by which the best epoch is chosen (wa, ua, macro-f1, loss), or the last epoch (last)",
            absent = "wa")
        Monitor monitor,
    @Setting(
            value =
                "examples of an epoch: every one once (shuffled), or every class of a corpus equally often"
                    + " (balanced)",
            absent = "shuffled")
        Sampling sampling,
    @Setting(value = "learning-rate warm-up: steps of a linear rise from 0", absent = "0")
        int warmup,
    @Setting(
            value =
                "moving average of the weights (EMA): decay per step; 0 uses the last weights"
                    + " themselves",
            absent = "0")
        double averaging,
    @Setting(
            value =
                "mean of the weights at the ends of the last epochs (SWA): how many epochs; 0 uses"
                    + " the last weights themselves",
            absent = "0")
        int averagedEpochs,
    @Setting(value = "label smoothing: share of the target spread over all classes", absent = "0")
        double labelSmoothing,
    @Setting(
            value =
                "weights of the classes in the loss: all the same (none) or inverse to their"
                    + " frequency (balanced)",
            absent = "none")
        ClassWeights classWeights,
    @Setting(
            value =
                "focal loss: exponent gamma of the weight (1 - p)^gamma of a target; 0 for"
                    + " cross-entropy",
            absent = "0")
        int focal,
    @Setting(
            value =
                "stages whose weights stay as they begin: all are trained (none), or all but the"
                    + " CNN-BiLSTM (extraction)",
            absent = "none")
        Freeze freeze,
    @Setting(
            value = "epochs over which the validation score is averaged before they are compared",
            absent = "1")
        int smoothing,
    @Setting(
            value =
                "what is trained: the network, or on functionals of the recordings an SVM (svm) or"
                    + " a logistic regression (logreg), which need none of the other settings",
            absent = "network")
        ModelKind model,
    @Setting(
            value =
                "what an SVM or logistic regression knows of a recording; see docs/functionals.md",
            absent = "log-mel")
        FunctionalSet functionals) {

  /// Weights of the classes in the loss.
  public enum ClassWeights {
    /// Every utterance counts the same.
    NONE,
    /// Every class counts the same: scikit-learn's `balanced`.
    BALANCED
  }

  /// The optimiser.
  public enum Optimizer {
    ADAM,
    ADAMW
  }

  /// The learning-rate schedule, see [LrSchedule].
  public enum Schedule {
    CONSTANT,
    COSINE,
    STEP,
    INVERSE_TIME
  }

  /// Stages that are not trained.
  public enum Freeze {
    NONE,
    EXTRACTION
  }

  public TrainConfig {
    require(optimizer != null && schedule != null, "optimizer and schedule must be given");
    require(monitor != null && sampling != null, "monitor and sampling must be given");
    require(model != null && functionals != null, "model and functionals must be given");
    require(epochs >= 1, "epochs " + epochs + " is less than 1");
    require(
        minSteps >= 0 && minSteps <= 100_000_000,
        "minSteps " + minSteps + " is not in 0…100,000,000");
    require(batch >= 1 && batch <= 4096, "batch " + batch + " is not in 1…4096");
    require(lr > 0 && lr < 1e3, "lr " + lr + " is not a positive number below 1000");
    require(clipNorm >= 0, "clipNorm " + clipNorm + " is negative");
    require(patience >= 0, "patience " + patience + " is negative");
    require(classWeights != null && freeze != null, "classWeights and freeze must be given");
    require(warmup >= 0, "warmup " + warmup + " is negative");
    require(averaging >= 0 && averaging < 1, "averaging " + averaging + " is not in [0, 1)");
    require(
        averagedEpochs >= 0 && averagedEpochs <= epochs,
        "averagedEpochs " + averagedEpochs + " is not in 0…epochs, which is " + epochs);
    require(
        averagedEpochs == 0 || averaging == 0,
        "averagedEpochs "
            + averagedEpochs
            + " and averaging "
            + averaging
            + " exclude each other; set one of them to 0");
    require(
        averagedEpochs == 0 || monitor == Monitor.LAST,
        "averagedEpochs " + averagedEpochs + " takes the last epoch; set monitor to last");
    require(
        labelSmoothing >= 0 && labelSmoothing < 1,
        "labelSmoothing " + labelSmoothing + " is not in [0, 1)");
    require(focal >= 0 && focal <= 10, "focal " + focal + " is not in 0…10");
    require(smoothing >= 1, "smoothing " + smoothing + " is less than 1");
    adam(optimizer, weightDecay, beta1, beta2, eps); // their records check the rest
    schedule(schedule, lrStep, lrGamma, lrDecay);
  }

  private static void require(boolean condition, String problem) {
    if (!condition) {
      throw new IllegalArgumentException("training: " + problem);
    }
  }

  /// The paper's settings; it states no limit on the epochs.
  public static TrainConfig paper() {
    return new TrainConfig(
        200,
        0,
        32,
        2e-4,
        Optimizer.ADAM,
        1e-6,
        0.9,
        0.999,
        1e-8,
        Schedule.CONSTANT,
        30,
        0.5,
        1e-6,
        0,
        8,
        Monitor.WA,
        Sampling.SHUFFLED,
        0,
        0,
        0,
        0,
        ClassWeights.NONE,
        0,
        Freeze.NONE,
        1,
        ModelKind.NETWORK,
        FunctionalSet.LOG_MEL);
  }

  /// These settings for a training set of `examples` utterances: with as many epochs as the fewest
  /// steps take.
  public TrainConfig forExamples(int examples) {
    int steps = (examples + batch - 1) / batch;
    int fewest = steps == 0 ? 0 : (minSteps + steps - 1) / steps;
    return fewest <= epochs ? this : Json.with(this, Map.of("epochs", fewest));
  }

  /// The optimiser's settings.
  public Adam.Config adam() {
    return adam(optimizer, weightDecay, beta1, beta2, eps);
  }

  private static Adam.Config adam(
      Optimizer optimizer, double weightDecay, double beta1, double beta2, double eps) {
    return new Adam.Config(beta1, beta2, eps, weightDecay, optimizer == Optimizer.ADAMW);
  }

  /// Whether other weights are judged than those that the optimiser moves.
  boolean averages() {
    return averaging > 0 || averagedEpochs > 0;
  }

  LrSchedule lrSchedule() {
    LrSchedule later = schedule(schedule, lrStep, lrGamma, lrDecay);
    return warmup == 0 ? later : new LrSchedule.Warmup(warmup, later);
  }

  private static LrSchedule schedule(Schedule kind, int every, double gamma, double decay) {
    return switch (kind) {
      case CONSTANT -> new LrSchedule.Constant();
      case COSINE -> new LrSchedule.Cosine();
      case STEP -> new LrSchedule.Step(every, gamma);
      case INVERSE_TIME -> new LrSchedule.InverseTime(decay);
    };
  }
}
