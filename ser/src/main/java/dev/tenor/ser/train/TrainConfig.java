package dev.tenor.ser.train;

import dev.tenor.engine.optim.Adam;
import dev.tenor.engine.optim.LrSchedule;
import dev.tenor.ser.baseline.FunctionalSet;
import dev.tenor.ser.baseline.ModelKind;
import dev.tenor.ser.config.Setting;

/// Every setting of training (paper section 4).
public record TrainConfig(
    @Setting("maximum number of epochs") int epochs,
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
            value = "validation score by which the best epoch is chosen (wa, ua, loss)",
            absent = "wa")
        Monitor monitor,
    @Setting(
            value =
                "examples of an epoch: every one once (shuffled), or every class equally often"
                    + " (balanced)",
            absent = "shuffled")
        Sampling sampling,
    @Setting(value = "SpecAugment: masks over time in each utterance", absent = "0") int timeMasks,
    @Setting(value = "SpecAugment: most frames of a mask over time", absent = "0") int timeMaskSize,
    @Setting(value = "SpecAugment: masks over mel bins in each utterance", absent = "0")
        int melMasks,
    @Setting(value = "SpecAugment: most bins of a mask over mel bins", absent = "0")
        int melMaskSize,
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

  public TrainConfig {
    require(optimizer != null && schedule != null, "optimizer and schedule must be given");
    require(monitor != null && sampling != null, "monitor and sampling must be given");
    require(model != null && functionals != null, "model and functionals must be given");
    require(epochs >= 1, "epochs " + epochs + " is less than 1");
    require(batch >= 1 && batch <= 4096, "batch " + batch + " is not in 1…4096");
    require(lr > 0 && lr < 1e3, "lr " + lr + " is not a positive number below 1000");
    require(clipNorm >= 0, "clipNorm " + clipNorm + " is negative");
    require(patience >= 0, "patience " + patience + " is negative");
    require(timeMasks >= 0 && timeMasks <= 100, "timeMasks " + timeMasks + " is not in 0…100");
    require(timeMaskSize >= 0, "timeMaskSize " + timeMaskSize + " is negative");
    require(melMasks >= 0 && melMasks <= 100, "melMasks " + melMasks + " is not in 0…100");
    require(melMaskSize >= 0, "melMaskSize " + melMaskSize + " is negative");
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
        ModelKind.NETWORK,
        FunctionalSet.LOG_MEL);
  }

  /// The optimiser's settings.
  public Adam.Config adam() {
    return adam(optimizer, weightDecay, beta1, beta2, eps);
  }

  private static Adam.Config adam(
      Optimizer optimizer, double weightDecay, double beta1, double beta2, double eps) {
    return new Adam.Config(beta1, beta2, eps, weightDecay, optimizer == Optimizer.ADAMW);
  }

  LrSchedule lrSchedule() {
    return schedule(schedule, lrStep, lrGamma, lrDecay);
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
