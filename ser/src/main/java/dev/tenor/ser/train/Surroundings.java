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
  /// Decibels of a factor of 2.
  private static final double OCTAVE = 10 * StrictMath.log10(2);

  private static final int COSINES = 4;

  /// 4 dB, where 1024 is 1, in octaves of power.
  private static final float JITTER = (float) (4 / (1024 * OCTAVE));

  private final AugmentConfig config;
  private final double framesPerSecond;

  /// The features' value of a decibel, by mel bin.
  private final float[] perDecibel;

  /// log₂ of the power is slope·feature + offset, by mel bin.
  private final float[] slope;

  private final float[] offset;

  /// @param perDecibel how many decibels of the features are one of power
  /// @param framesPerSecond of the front end
  Surroundings(
      AugmentConfig config, Standardizer standardizer, double perDecibel, double framesPerSecond) {
    this.config = config;
    this.framesPerSecond = framesPerSecond;
    double[] mean = standardizer.mean();
    double[] std = standardizer.std();
    this.perDecibel = new float[std.length];
    slope = new float[std.length];
    offset = new float[std.length];
    for (int m = 0; m < std.length; m++) {
      this.perDecibel[m] = (float) (perDecibel / std[m]);
      slope[m] = (float) (std[m] / (perDecibel * OCTAVE));
      offset[m] = (float) (mean[m] / (perDecibel * OCTAVE));
    }
  }

  boolean isIdentity() {
    return config.gain() == 0
        && config.equalizer() == 0
        && config.noise() == 0
        && config.reverb() == 0;
  }

  /// Changes the mel bins of one utterance, the first columns of [frames · columns] from `at`.
  void apply(float[] features, int at, int frames, int columns, int mels, RandomStream random) {
    if (config.gain() > 0 || config.equalizer() > 0) {
      float[] shift = curve(mels, random);
      for (int t = 0; t < frames; t++) {
        for (int m = 0; m < mels; m++) {
          features[at + t * columns + m] += shift[m];
        }
      }
    }
    boolean room = random.nextDouble() < config.reverb();
    boolean noisy = random.nextDouble() < config.noise();
    if (room || noisy) {
      float[] power = powers(features, at, frames, columns, mels);
      if (room) {
        reverberate(power, frames, mels, random);
      }
      if (noisy) {
        addNoise(power, frames, mels, random);
      }
      for (int t = 0; t < frames; t++) {
        for (int m = 0; m < mels; m++) {
          float log = Powers.log2(power[t * mels + m]);
          features[at + t * columns + m] = (log - offset[m]) / slope[m];
        }
      }
    }
  }

  /// Gain and equaliser together, in units of the features.
  private float[] curve(int mels, RandomStream random) {
    double gain = random.uniform(-config.gain(), config.gain());
    double[] weights = new double[COSINES];
    for (int k = 0; k < COSINES; k++) {
      weights[k] = config.equalizer() == 0 ? 0 : random.nextGaussian() * config.equalizer();
    }
    // Each cosine has mean square 1/2: the curve's standard deviation is the setting.
    double scale = Math.sqrt(2.0 / COSINES);
    float[] curve = new float[mels];
    for (int m = 0; m < mels; m++) {
      double decibels = gain;
      for (int k = 0; k < COSINES; k++) {
        decibels += scale * weights[k] * StrictMath.cos(Math.PI * (k + 1) * (m + 0.5) / mels);
      }
      curve[m] = (float) decibels * perDecibel[m];
    }
    return curve;
  }

  private float[] powers(float[] features, int at, int frames, int columns, int mels) {
    float[] power = new float[frames * mels];
    for (int t = 0; t < frames; t++) {
      for (int m = 0; m < mels; m++) {
        float feature = features[at + t * columns + m];
        power[t * mels + m] = Powers.exp2(feature * slope[m] + offset[m]);
      }
    }
    return power;
  }

  private void reverberate(float[] power, int frames, int mels, RandomStream random) {
    double seconds = random.uniform(0.2, 0.8);
    float decay = (float) StrictMath.pow(10, -6 / (seconds * framesPerSecond)); // 60 dB of power
    float wet = (float) random.uniform(0.1, 1) * (1 - decay); // 10 … 0 dB below the direct sound
    float[] tail = new float[mels];
    for (int t = 0; t < frames; t++) {
      for (int m = 0; m < mels; m++) {
        float direct = power[t * mels + m];
        power[t * mels + m] = direct + wet * tail[m];
        tail[m] = decay * (tail[m] + direct);
      }
    }
  }

  private void addNoise(float[] power, int frames, int mels, RandomStream random) {
    double total = 0;
    for (float p : power) {
      total += p;
    }
    double snr = random.uniform(config.snrMin(), config.snrMax());
    double tilt = random.uniform(-0.6, 0.6);
    float[] spectrum = new float[mels];
    double sum = 0;
    for (int m = 0; m < mels; m++) {
      spectrum[m] = Powers.exp2((float) (tilt * (m - mels / 2.0) / OCTAVE));
      sum += spectrum[m];
    }
    float scale = (float) (total / (frames * sum) * StrictMath.pow(10, -snr / 10));
    for (int m = 0; m < mels; m++) {
      spectrum[m] *= scale;
    }
    for (int t = 0; t < frames; t++) {
      for (int m = 0; m < mels; m++) {
        power[t * mels + m] += spectrum[m] * jitter(random.nextInt());
      }
    }
  }

  /// A power of 2 dB around 1: the sum of three numbers of ten bits each, times 4 dB.
  private static float jitter(int bits) {
    int sum = (bits >>> 22) + (bits >>> 12 & 1023) + (bits >>> 2 & 1023);
    return Powers.exp2((sum + 1.5f - 1536) * JITTER);
  }
}
