package dev.tenor.ser.train;

import dev.tenor.ser.config.Setting;

/// What training changes about the features of each utterance, every time it takes it. All are off
/// in [#NONE], and none is applied to the validation and test sets. See [Augmentation].
public record AugmentConfig(
    @Setting(
            value =
                "random crops: most frames of an utterance in a batch; 0 crops only to the shortest"
                    + " of the batch, and only where utterances have their own length",
            absent = "0")
        int crop,
    @Setting(
            value =
                "tempo: most by which an utterance is sped up or slowed down, as a share (0.1 for"
                    + " factors from 1/1.1 to 1.1)",
            absent = "0")
        double tempo,
    @Setting(
            value =
                "vocal tract length perturbation: most by which frequencies are scaled, as a share",
            absent = "0")
        double warp,
    @Setting(value = "gain: most decibels by which an utterance is made louder", absent = "0")
        double gain,
    @Setting(
            value =
                "equaliser: standard deviation in decibels of a random smooth curve over the mel"
                    + " bins",
            absent = "0")
        double equalizer,
    @Setting(value = "noise: probability of noise behind an utterance", absent = "0") double noise,
    @Setting(value = "noise: lowest signal-to-noise ratio in decibels", absent = "5") double snrMin,
    @Setting(value = "noise: highest signal-to-noise ratio in decibels", absent = "30")
        double snrMax,
    @Setting(value = "reverberation: probability of a room around an utterance", absent = "0")
        double reverb,
    @Setting(value = "SpecAugment: masks over time in each utterance", absent = "0") int timeMasks,
    @Setting(value = "SpecAugment: most frames of a mask over time", absent = "0") int timeMaskSize,
    @Setting(value = "SpecAugment: masks over mel bins in each utterance", absent = "0")
        int melMasks,
    @Setting(value = "SpecAugment: most bins of a mask over mel bins", absent = "0")
        int melMaskSize,
    @Setting(
            value =
                "mixup: parameter alpha of the beta distribution from which shares are drawn; 0 for"
                    + " no mixup",
            absent = "0")
        double mixup) {

  /// Nothing is changed.
  public static final AugmentConfig NONE =
      new AugmentConfig(0, 0, 0, 0, 0, 0, 5, 30, 0, 0, 0, 0, 0, 0);

  public AugmentConfig {
    require(crop >= 0, "crop " + crop + " is negative");
    share("tempo", tempo);
    share("warp", warp);
    decibels("gain", gain);
    decibels("equalizer", equalizer);
    probability("noise", noise);
    probability("reverb", reverb);
    require(
        snrMin >= -100 && snrMin <= snrMax && snrMax <= 200,
        "snrMin " + snrMin + " and snrMax " + snrMax + " are not a range within -100…200");
    require(timeMasks >= 0 && timeMasks <= 100, "timeMasks " + timeMasks + " is not in 0…100");
    require(timeMaskSize >= 0, "timeMaskSize " + timeMaskSize + " is negative");
    require(melMasks >= 0 && melMasks <= 100, "melMasks " + melMasks + " is not in 0…100");
    require(melMaskSize >= 0, "melMaskSize " + melMaskSize + " is negative");
    require(mixup >= 0 && mixup <= 10, "mixup " + mixup + " is not in 0…10");
  }

  private static void share(String name, double value) {
    require(value >= 0 && value <= 1, name + " " + value + " is not in 0…1");
  }

  private static void probability(String name, double value) {
    require(value >= 0 && value <= 1, name + " " + value + " is not a probability");
  }

  private static void decibels(String name, double value) {
    require(value >= 0 && value <= 100, name + " " + value + " is not in 0…100 dB");
  }

  private static void require(boolean condition, String problem) {
    if (!condition) {
      throw new IllegalArgumentException("augmentation: " + problem);
    }
  }
}
