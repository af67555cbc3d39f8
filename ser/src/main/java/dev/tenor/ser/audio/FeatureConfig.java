package dev.tenor.ser.audio;

import dev.tenor.ser.config.Json;
import dev.tenor.ser.config.Setting;
import java.util.Map;

/// Every setting of the front end; stored with a model, so that features can be computed again.
public record FeatureConfig(
    @Setting("sample rate in hertz to which recordings are resampled") int sampleRate,
    @Setting("seconds of a recording that are heard; what follows is cut off") double seconds,
    @Setting(
            value =
                "length of the features: zero-padded at the end to that of a recording of all"
                    + " seconds (fixed), or that of the utterance itself (own)",
            absent = "fixed")
        Length length,
    @Setting(
            value =
                "trimming of silence at both ends: decibels below the loudest frame, as"
                    + " librosa.effects.trim; 0 for no trimming",
            absent = "0")
        double trim,
    @Setting(
            value =
                "level to which an utterance is brought: as it was recorded (recorded), largest"
                    + " sample 1 (peak), or root mean square 0.1 (rms)",
            absent = "recorded")
        Level level,
    @Setting("FFT size, a power of two") int nFft,
    @Setting("length in samples of the periodic Hann window, centred in the FFT frame")
        int winLength,
    @Setting("hop length in samples between successive frames") int hopLength,
    @Setting("number of mel bins") int nMels,
    @Setting("lowest frequency of the mel filterbank in hertz") double fMin,
    @Setting("highest frequency of the mel filterbank in hertz") double fMax,
    @Setting("mel scale of the filterbank") MelScale melScale,
    @Setting("normalisation of the mel filters: unit area (slaney) or unit peak (none)")
        MelNorm melNorm,
    @Setting(
            "whether to pad both ends by nFft / 2, so that frame t is centred on sample t·hopLength")
        boolean center,
    @Setting("padding of both ends if frames are centred") PadMode padMode,
    @Setting("decibels of the mel power (power), or of its square as in the paper's code (squared)")
        Decibels decibels,
    @Setting("lower bound on the argument of the logarithm") double amin,
    @Setting("floor in decibels below the utterance's maximum, as in librosa; 0 for no floor")
        double topDb,
    @Setting(
            value =
                "mean (mean) or mean and variance (mean-variance) normalisation of every mel bin,"
                    + " or none (none)",
            absent = "none")
        Cmvn cmvn,
    @Setting(
            value =
                "what cmvn is over: the utterance, or all recordings of its speaker or corpus in the"
                    + " same subset",
            absent = "utterance")
        CmvnOver cmvnOver,
    @Setting(
            value =
                "measures of the voice beside the mel bins (pitch, voice quality, formants, slopes"
                    + " of the spectrum): in every frame (tracks), over the utterance (functionals),"
                    + " both or none",
            absent = "none")
        Voice voice,
    @Setting(
            value =
                "external features in place of the log-mel: the columns of a matrix NAME.npy [frames,"
                    + " columns] beside every recording NAME.wav; 0 for none",
            absent = "0")
        int external) {
  private static final int MAX_SAMPLES = 1 << 28;

  /// Of one log-mel matrix: a thousand times that of [#reference].
  private static final int MAX_NUMEL = 1 << 24;

  /// More columns than any model of speech gives.
  private static final int MAX_EXTERNAL = 1 << 14;

  public FeatureConfig {
    if (length == null
        || level == null
        || cmvn == null
        || cmvnOver == null
        || voice == null
        || melScale == null
        || melNorm == null
        || padMode == null
        || decibels == null) {
      throw new IllegalArgumentException(
          "features: length, level, melScale, melNorm, padMode, decibels, cmvn, cmvnOver and"
              + " voice must be given");
    }
    if (cmvn == Cmvn.NONE && cmvnOver != CmvnOver.UTTERANCE) {
      throw new IllegalArgumentException(
          "features: cmvnOver is "
              + cmvnOver.word()
              + ", but cmvn is none; choose cmvn mean or mean-variance");
    }
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
    check(nMels >= 1 && nMels <= nFft, "nMels", nMels, "must be in 1.." + nFft + " (nFft)");
    check(fMin >= 0 && fMin < fMax, "fMin", fMin, "must be in 0.." + fMax + " (fMax)");
    check(fMax <= sampleRate / 2.0, "fMax", fMax, "must not exceed half of " + sampleRate + " Hz");
    check(amin > 0 && amin < 1, "amin", amin, "must be between 0 and 1");
    check(trim >= 0 && trim < 1000, "trim", trim, "must be in 0..1000, 0 for no trimming");
    check(topDb >= 0 && topDb < 1000, "topDb", topDb, "must be in 0..1000, 0 for no floor");
    check(
        voice == Voice.NONE || sampleRate == 16000,
        "sampleRate",
        sampleRate,
        "must be 16000 where the voice is measured (voice)");
    check(
        external >= 0 && external <= MAX_EXTERNAL,
        "external",
        external,
        "must be in 0.." + MAX_EXTERNAL);
    check(
        external == 0 || length == Length.OWN && voice == Voice.NONE,
        "external",
        external,
        "needs length own and voice none");
    int shortest = shortest(center, nFft);
    check(
        seconds * sampleRate >= shortest && seconds * sampleRate <= MAX_SAMPLES,
        "seconds",
        seconds,
        "must make " + shortest + ".." + MAX_SAMPLES + " samples of " + sampleRate + " Hz");
    check(
        seconds * sampleRate / hopLength * (external > 0 ? external : nMels) <= MAX_NUMEL,
        "hopLength",
        hopLength,
        "must make at most " + MAX_NUMEL + " values of " + seconds + " s and " + nMels + " mels");
    MelFilterbank.check(melScale, fMin, fMax, nMels, (double) sampleRate / nFft);
  }

  /// The settings of the paper's reference code, which uses librosa 0.8.0.
  public static FeatureConfig reference() {
    return new FeatureConfig(
        16000,
        10,
        Length.FIXED,
        0,
        Level.RECORDED,
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
        80,
        Cmvn.NONE,
        CmvnOver.UTTERANCE,
        Voice.NONE,
        0);
  }

  /// Samples of the longest utterance.
  public int samples() {
    return (int) Math.round(seconds * sampleRate);
  }

  /// Rows of the log-mel matrix; the most where every utterance has its own length.
  public int frames() {
    return frames(samples());
  }

  /// Rows of the log-mel matrix of `samples` samples: those of the shortest that fill a frame where
  /// they are fewer.
  int frames(int samples) {
    int enough = Math.max(samples, shortest());
    return 1 + (center ? enough : enough - nFft) / hopLength;
  }

  /// Fewer samples fill no frame, or cannot be reflected at its ends.
  public int shortest() {
    return shortest(center, nFft);
  }

  private static int shortest(boolean center, int nFft) {
    return center ? nFft / 2 + 1 : nFft;
  }

  /// Values of each frame: the mel bins, behind them the tracks of the voice, and then its
  /// functionals, the same in every frame. So an utterance is one matrix, and batches, crops, mixup
  /// and caches need not know what is in it.
  public int columns() {
    return bins() + voice.tracks() + voice.functionals();
  }

  /// The first columns: mel bins, or the external features in their place.
  public int bins() {
    return external > 0 ? external : nMels;
  }

  /// The centre of a mel bin in hertz.
  public double hertz(int mel) {
    double low = melScale.toMel(fMin);
    double step = (melScale.toMel(fMax) - low) / (nMels + 1);
    return melScale.toHertz(low + (mel + 1) * step);
  }

  /// The mel bins alone.
  public FeatureConfig withoutVoice() {
    return voice == Voice.NONE ? this : Json.with(this, Map.of("voice", "none"));
  }

  /// What is computed of a recording by itself: without what is over several.
  public FeatureConfig alone() {
    return cmvnOver == CmvnOver.UTTERANCE
        ? this
        : Json.with(this, Map.of("cmvn", "none", "cmvnOver", "utterance"));
  }

  private static void check(boolean valid, String name, Number value, String rule) {
    if (!valid) {
      throw new IllegalArgumentException("features: " + name + " is " + value + ", " + rule);
    }
  }
}
