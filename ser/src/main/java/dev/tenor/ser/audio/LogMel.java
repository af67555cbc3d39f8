package dev.tenor.ser.audio;

import java.util.Arrays;

/// The front end: log-mel spectrogram of one utterance as librosa 0.8.0 computes it (PAPER.md,
/// section 2, steps 1 to 5).
///
/// Instances are costly to make and cheap to use, and hold scratch: make one per thread.
public final class LogMel {
  private final FeatureConfig config;
  private final Fft fft;
  private final MelFilterbank filterbank;

  /// Even and odd samples of the window, each [nFft / 2].
  private final double[] windowEven;

  private final double[] windowOdd;

  /// Even and odd samples of the padded signal: frames then load both with unit stride.
  private final double[][] signal;

  private final double[] spectrumRe;
  private final double[] spectrumIm;
  private final double[] mel;
  private Resampler resampler;

  public LogMel(FeatureConfig config) {
    this.config = config;
    fft = new Fft(config.nFft());
    filterbank = new MelFilterbank(config);
    double[] window = paddedHann(config.winLength(), config.nFft());
    windowEven = new double[config.nFft() / 2];
    windowOdd = new double[config.nFft() / 2];
    for (int i = 0; i < windowEven.length; i++) {
      windowEven[i] = window[2 * i];
      windowOdd[i] = window[2 * i + 1];
    }
    signal = new double[2][(config.samples() + 2 * pad() + 1) / 2];
    spectrumRe = new double[config.nFft() / 2 + 1];
    spectrumIm = new double[config.nFft() / 2 + 1];
    mel = new double[config.nMels()];
    resampler = new Resampler(config.sampleRate(), config.sampleRate());
  }

  public FeatureConfig config() {
    return config;
  }

  /// Resamples, cuts or zero-pads, and transforms.
  ///
  /// @return log-mel values in decibels, not standardised, [frames, nMels] row-major
  /// @throws IllegalArgumentException where the clip's rate is outside what [Resampler] takes
  public float[] compute(AudioClip clip) {
    if (clip.sampleRate() != resampler.fromRate()) {
      resampler = new Resampler(clip.sampleRate(), config.sampleRate());
    }
    float[] samples = resampler.resample(clip.samples());
    int length = Math.min(samples.length, config.samples());
    load(samples, length);
    int silentFrom = silentFrom(length);
    float[] features = new float[config.numel()];
    double loudest = Double.NEGATIVE_INFINITY;
    for (int t = 0; t < config.frames(); t++) {
      int start = t * config.hopLength();
      if (start < silentFrom) {
        melPower(start);
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
    return features;
  }

  private int pad() {
    return config.center() ? config.nFft() / 2 : 0;
  }

  /// Where in the padded signal a frame must begin to hold nothing but the zeros behind a short
  /// utterance: most are far shorter than 10 s, and such frames need no transform.
  private int silentFrom(int length) {
    boolean mirrored = length >= config.samples() - pad();
    return mirrored ? Integer.MAX_VALUE : pad() + length;
  }

  /// Writes the utterance, cut or zero-padded to its fixed length and padded at both ends, into the
  /// even and odd planes.
  private void load(float[] samples, int length) {
    Arrays.fill(signal[0], 0);
    Arrays.fill(signal[1], 0);
    int pad = pad();
    for (int i = 0; i < length; i++) {
      put(pad + i, samples[i]);
    }
    if (config.padMode() == PadMode.REFLECT) {
      int last = config.samples() - 1;
      for (int i = 1; i <= pad; i++) {
        put(pad - i, i < length ? samples[i] : 0);
        put(pad + last + i, last - i < length ? samples[last - i] : 0);
      }
    }
  }

  private void put(int position, float sample) {
    signal[position & 1][position >> 1] = sample;
  }

  /// Mel powers of the frame that starts at a position of the padded signal.
  private void melPower(int start) {
    window(signal[start & 1], start >> 1, windowEven, fft.even());
    window(signal[(start + 1) & 1], (start + 1) >> 1, windowOdd, fft.odd());
    fft.transform(spectrumRe, spectrumIm);
    for (int k = 0; k < spectrumRe.length; k++) {
      spectrumRe[k] = spectrumRe[k] * spectrumRe[k] + spectrumIm[k] * spectrumIm[k];
    }
    filterbank.apply(spectrumRe, mel);
  }

  private static void window(double[] plane, int offset, double[] window, double[] out) {
    for (int i = 0; i < window.length; i++) {
      out[i] = plane[offset + i] * window[i];
    }
  }

  private static void floor(float[] features, float lowest) {
    for (int i = 0; i < features.length; i++) {
      features[i] = Math.max(features[i], lowest);
    }
  }

  /// Periodic Hann window 0.5 − 0.5 cos(2πi / winLength), in the middle of nFft zeros.
  private static double[] paddedHann(int winLength, int nFft) {
    double[] window = new double[nFft];
    int offset = (nFft - winLength) / 2;
    for (int i = 0; i < winLength; i++) {
      window[offset + i] = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / winLength);
    }
    return window;
  }
}
