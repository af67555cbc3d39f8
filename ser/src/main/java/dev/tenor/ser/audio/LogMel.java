package dev.tenor.ser.audio;

import java.util.Arrays;

/// The front end: log-mel spectrogram of one utterance in decibels, as librosa 0.8.0 computes it by
/// `feature.melspectrogram` and [Decibels]. With [FeatureConfig#reference] it is the input of "A
/// Novel end-to-end Speech Emotion Recognition Network with Stacked Transformer Layers" (ICASSP
/// 2021).
///
/// Instances are expensive to create and hold scratch memory: use one per thread.
public final class LogMel {
  private final FeatureConfig config;
  private final Fft fft;
  private final MelFilterbank filterbank;

  /// Cut into rows as the signals of the transform are.
  private final double[][] window;

  /// The utterance, padded at both ends.
  private final float[] signal;

  private int heard;

  /// Power spectra of two frames, each [nFft / 2 + 1].
  private final double[][] power;

  private final double[] mel;
  private Resampler resampler;

  public LogMel(FeatureConfig config) {
    this.config = config;
    fft = new Fft(config.nFft());
    filterbank = new MelFilterbank(config);
    double[] hann = paddedHann(config.winLength(), config.nFft());
    int columns = fft.a()[0].length;
    window = new double[fft.a().length][];
    Arrays.setAll(window, r -> Arrays.copyOfRange(hann, r * columns, (r + 1) * columns));
    signal = new float[config.samples() + 2 * pad()];
    power = new double[2][config.nFft() / 2 + 1];
    mel = new double[config.nMels()];
    resampler = new Resampler(config.sampleRate(), config.sampleRate());
  }

  public FeatureConfig config() {
    return config;
  }

  /// Resamples, truncates or zero-pads, and computes the features.
  ///
  /// @return log-mel values in decibels, not standardised, [frames, nMels] row-major; with
  ///   [Length#OWN] as many frames as are heard of the clip
  /// @throws IllegalArgumentException where the clip's rate is outside what [Resampler] takes
  public float[] compute(AudioClip clip) {
    if (clip.sampleRate() != resampler.fromRate()) {
      resampler = new Resampler(clip.sampleRate(), config.sampleRate());
    }
    heard = load(resampler.resample(clip.samples()));
    int total = config.length() == Length.OWN ? config.frames(heard) : config.frames();
    int silentFrom = silentFrom(heard);
    float[] features = new float[total * config.nMels()];
    double loudest = Double.NEGATIVE_INFINITY;
    for (int t = 0; t < total; t++) {
      if (t * config.hopLength() < silentFrom) {
        melPower(t);
      } else {
        Arrays.fill(mel, 0);
      }
      for (int m = 0; m < mel.length; m++) {
        double db = config.decibels().of(mel[m], config.amin());
        loudest = Math.max(loudest, db);
        features[t * mel.length + m] = (float) db;
      }
    }
    if (config.topDb() > 0) {
      floor(features, (float) (loudest - config.topDb()));
    }
    config.cmvn().apply(features, mel.length, config.frames(heard));
    return features;
  }

  /// The samples that [#compute] heard last: resampled, trimmed, brought to their level and cut.
  public float[] heard() {
    return Arrays.copyOfRange(signal, pad(), pad() + heard);
  }

  private int pad() {
    return config.center() ? config.nFft() / 2 : 0;
  }

  /// The position in the padded signal from which frames contain only the zero padding: most
  /// utterances are far shorter than 10 s, and such frames need no FFT.
  private int silentFrom(int length) {
    boolean mirrored = length >= end(length) - pad();
    return mirrored ? Integer.MAX_VALUE : pad() + length;
  }

  /// Writes the utterance, trimmed, brought to its level, cut or zero-padded to its length and
  /// padded at both ends.
  ///
  /// @return how many samples are heard of it
  private int load(float[] samples) {
    SilenceTrim kept = SilenceTrim.of(samples, config.trim());
    int length = Math.min(kept.to() - kept.from(), config.samples());
    Arrays.fill(signal, 0);
    int pad = pad();
    System.arraycopy(samples, kept.from(), signal, pad, length);
    float gain = config.level().gain(signal, pad, pad + length);
    for (int i = pad; i < pad + length && gain != 1; i++) {
      signal[i] *= gain;
    }
    if (config.padMode() == PadMode.REFLECT) {
      reflect(pad, pad + end(length) - 1);
    }
    return length;
  }

  /// Samples between the two paddings.
  private int end(int length) {
    return config.length() == Length.OWN
        ? Math.max(length, config.nFft() / 2 + 1)
        : config.samples();
  }

  private void reflect(int first, int last) {
    for (int i = 1; i <= pad(); i++) {
      signal[first - i] = signal[first + i];
      signal[last + i] = signal[last - i];
    }
  }

  /// Mel powers of frame t. The frames are asked for in their order, and transformed in pairs.
  private void melPower(int t) {
    if (t % 2 == 0) {
      window(t, fft.a());
      window(t + 1, fft.b());
      fft.powers(power[0], power[1]);
    }
    filterbank.apply(power[t % 2], mel);
  }

  /// Writes frame t, or zeros after the last one.
  private void window(int t, double[][] frame) {
    for (int r = 0; r < frame.length; r++) {
      if (t < config.frames()) {
        int from = t * config.hopLength() + r * frame[r].length;
        multiply(signal, from, window[r], frame[r]);
      } else {
        Arrays.fill(frame[r], 0);
      }
    }
  }

  private static void multiply(float[] signal, int from, double[] window, double[] row) {
    for (int i = 0; i < row.length; i++) {
      row[i] = signal[from + i] * window[i];
    }
  }

  private static void floor(float[] features, float lowest) {
    for (int i = 0; i < features.length; i++) {
      features[i] = Math.max(features[i], lowest);
    }
  }

  /// Periodic Hann window 0.5 − 0.5 cos(2πi / winLength), in the middle of nFft zeros.
  public static double[] paddedHann(int winLength, int nFft) {
    double[] window = new double[nFft];
    int offset = (nFft - winLength) / 2;
    for (int i = 0; i < winLength; i++) {
      window[offset + i] = 0.5 - 0.5 * StrictMath.cos(2 * Math.PI * i / winLength);
    }
    return window;
  }
}
