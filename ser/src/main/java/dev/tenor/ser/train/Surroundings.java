package dev.tenor.ser.train;

import dev.tenor.engine.random.RandomStream;
import dev.tenor.ser.audio.Standardizer;

/// What lies between a voice and the recording, imitated on log-mel values: level, microphone, room
/// and noise. Features are standardised, so decibels are converted there and back.
///
/// - gain: a constant for all values, uniform in ±`gain` dB;
/// - equaliser: a curve over the mel bins, the sum of four cosines with normal weights;
/// - reverberation: the power of every bin decays exponentially after it ends (Polack's model of a
///   room), with a reverberation time uniform in 0.2 … 0.8 s;
/// - noise: a constant power in every bin, with a random slope of ±6 dB per ten bins and a jitter
///   of 2 dB (the sum of three uniform numbers) in every value, at a signal-to-noise ratio uniform
///   in `snrMin` … `snrMax` dB of the utterance's mean power.
final class Surroundings {
  private static final double LN10_OVER_10 = Math.log(10) / 10;
  private static final int COSINES = 4;

  private final AugmentConfig config;
  private final double[] mean;
  private final double[] std;

  /// Decibels of power in a decibel of the features.
  private final double perDecibel;

  private final double framesPerSecond;

  /// @param perDecibel how many decibels of the features are one of power
  /// @param framesPerSecond of the front end
  Surroundings(
      AugmentConfig config, Standardizer standardizer, double perDecibel, double framesPerSecond) {
    this.config = config;
    mean = standardizer.mean();
    std = standardizer.std();
    this.perDecibel = perDecibel;
    this.framesPerSecond = framesPerSecond;
  }

  boolean isIdentity() {
    return config.gain() == 0
        && config.equalizer() == 0
        && config.noise() == 0
        && config.reverb() == 0;
  }

  /// Changes one standardised log-mel matrix, [frames · mels] of `features` from `at`.
  void apply(float[] features, int at, int frames, int mels, RandomStream random) {
    double[] shift = curve(mels, random);
    for (int i = 0; i < frames * mels; i++) {
      features[at + i] += (float) (shift[i % mels] * perDecibel / std[i % mels]);
    }
    boolean room = random.nextDouble() < config.reverb();
    boolean noisy = random.nextDouble() < config.noise();
    if (room || noisy) {
      double[] power = powers(features, at, frames, mels);
      if (room) {
        reverberate(power, frames, mels, random);
      }
      if (noisy) {
        addNoise(power, frames, mels, random);
      }
      for (int i = 0; i < power.length; i++) {
        int m = i % mels;
        double decibels = Math.log(power[i]) / LN10_OVER_10 * perDecibel;
        features[at + i] = (float) ((decibels - mean[m]) / std[m]);
      }
    }
  }

  private double[] curve(int mels, RandomStream random) {
    double gain = random.uniform(-config.gain(), config.gain());
    double[] curve = new double[mels];
    double[] weights = new double[COSINES];
    for (int k = 0; k < COSINES; k++) {
      weights[k] = config.equalizer() == 0 ? 0 : random.nextGaussian() * config.equalizer();
    }
    for (int m = 0; m < mels; m++) {
      curve[m] = gain;
      for (int k = 0; k < COSINES; k++) {
        // Each cosine has mean square 1/2: the curve's standard deviation is the setting.
        double scale = Math.sqrt(2.0 / COSINES);
        curve[m] += scale * weights[k] * StrictMath.cos(Math.PI * (k + 1) * (m + 0.5) / mels);
      }
    }
    return curve;
  }

  private double[] powers(float[] features, int at, int frames, int mels) {
    double[] power = new double[frames * mels];
    for (int i = 0; i < power.length; i++) {
      int m = i % mels;
      double decibels = (features[at + i] * std[m] + mean[m]) / perDecibel;
      power[i] = Math.exp(decibels * LN10_OVER_10);
    }
    return power;
  }

  private void reverberate(double[] power, int frames, int mels, RandomStream random) {
    double seconds = random.uniform(0.2, 0.8);
    double decay = Math.pow(10, -6 / (seconds * framesPerSecond)); // 60 dB of power
    double wet = random.uniform(0.1, 1) * (1 - decay); // 10 … 0 dB below the direct sound
    for (int m = 0; m < mels; m++) {
      double tail = 0;
      for (int i = m; i < frames * mels; i += mels) {
        double direct = power[i];
        power[i] = direct + wet * tail;
        tail = decay * (tail + direct);
      }
    }
  }

  private void addNoise(double[] power, int frames, int mels, RandomStream random) {
    double total = 0;
    for (double p : power) {
      total += p;
    }
    double snr = random.uniform(config.snrMin(), config.snrMax());
    double slope = random.uniform(-0.6, 0.6);
    double[] spectrum = new double[mels];
    double sum = 0;
    for (int m = 0; m < mels; m++) {
      spectrum[m] = Math.exp(slope * (m - mels / 2.0) * LN10_OVER_10);
      sum += spectrum[m];
    }
    double scale = total / (frames * sum) * Math.exp(-snr * LN10_OVER_10);
    for (int i = 0; i < power.length; i++) {
      double jitter = 4 * (random.nextFloat() + random.nextFloat() + random.nextFloat() - 1.5);
      power[i] += scale * spectrum[i % mels] * Math.exp(jitter * LN10_OVER_10);
    }
  }
}
