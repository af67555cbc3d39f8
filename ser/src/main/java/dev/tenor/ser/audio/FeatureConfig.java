package dev.tenor.ser.audio;

import java.util.Objects;

/// Every setting of the front end; stored with a model, so that features can be computed again.
///
/// @param sampleRate rate in hertz to which recordings are resampled
/// @param seconds length to which they are cut or zero-padded at the end
/// @param nFft length of the Fourier transform, a power of two
/// @param winLength length of the periodic Hann window, centred in the transform
/// @param hopLength samples from one frame to the next
/// @param nMels number of mel bins
/// @param fMin lower edge of the first mel filter in hertz
/// @param fMax upper edge of the last mel filter in hertz
/// @param melScale on which scale the filters are equally wide
/// @param melNorm how the filters are scaled
/// @param center whether frame t is centred on sample t·hopLength, which pads both ends by nFft / 2
/// @param padMode what the padding holds
/// @param decibels which decibel form
/// @param amin smallest value under the logarithm
/// @param topDb decibels below the loudest value of the utterance at which values are floored; 0
///   for no such floor
public record FeatureConfig(
    int sampleRate,
    double seconds,
    int nFft,
    int winLength,
    int hopLength,
    int nMels,
    double fMin,
    double fMax,
    MelScale melScale,
    MelNorm melNorm,
    boolean center,
    PadMode padMode,
    Decibels decibels,
    double amin,
    double topDb) {
  private static final int MAX_SAMPLES = 1 << 28;

  public FeatureConfig {
    Objects.requireNonNull(melScale, "melScale");
    Objects.requireNonNull(melNorm, "melNorm");
    Objects.requireNonNull(padMode, "padMode");
    Objects.requireNonNull(decibels, "decibels");
    check(
        sampleRate >= Resampler.MIN_RATE && sampleRate <= Resampler.MAX_RATE,
        "sampleRate",
        sampleRate,
        "must be in " + Resampler.MIN_RATE + ".." + Resampler.MAX_RATE);
    check(
        nFft >= Fft.MIN_LENGTH && nFft <= Fft.MAX_LENGTH && Integer.bitCount(nFft) == 1,
        "nFft",
        nFft,
        "must be a power of two in " + Fft.MIN_LENGTH + ".." + Fft.MAX_LENGTH);
    check(winLength >= 1 && winLength <= nFft, "winLength", winLength, "must be in 1.." + nFft);
    check(hopLength >= 1, "hopLength", hopLength, "must be positive");
    check(nMels >= 1, "nMels", nMels, "must be positive");
    check(fMin >= 0 && fMin < fMax, "fMin", fMin, "must be in 0.." + fMax + " (fMax)");
    check(fMax <= sampleRate / 2.0, "fMax", fMax, "must not exceed half of " + sampleRate + " Hz");
    check(amin > 0 && amin < 1, "amin", amin, "must be between 0 and 1");
    check(topDb >= 0 && topDb < 1000, "topDb", topDb, "must be in 0..1000, 0 for no floor");
    int shortest = center ? nFft / 2 + 1 : nFft;
    check(
        seconds * sampleRate >= shortest && seconds * sampleRate <= MAX_SAMPLES,
        "seconds",
        seconds,
        "must make " + shortest + ".." + MAX_SAMPLES + " samples of " + sampleRate + " Hz");
  }

  /// The settings of the paper's reference code, librosa 0.8.0 (PAPER.md, section 2).
  public static FeatureConfig reference() {
    return new FeatureConfig(
        16000,
        10,
        2048,
        2048,
        512,
        40,
        0,
        8000,
        MelScale.SLANEY,
        MelNorm.SLANEY,
        true,
        PadMode.REFLECT,
        Decibels.SQUARED,
        1e-10,
        80);
  }

  /// Samples of an utterance after it is cut or padded.
  public int samples() {
    return (int) Math.round(seconds * sampleRate);
  }

  /// Rows of the log-mel matrix.
  public int frames() {
    return 1 + (center ? samples() : samples() - nFft) / hopLength;
  }

  /// Values of the log-mel matrix, `frames() * nMels`.
  public int numel() {
    return Math.multiplyExact(frames(), nMels);
  }

  private static void check(boolean valid, String name, Number value, String rule) {
    if (!valid) {
      throw new IllegalArgumentException("features: " + name + " is " + value + ", " + rule);
    }
  }
}
