package dev.tenor.bench;

import dev.tenor.ser.audio.AudioClip;
import dev.tenor.ser.audio.FeatureConfig;
import dev.tenor.ser.audio.LogMel;
import dev.tenor.ser.audio.MelFilterbank;
import org.openjdk.jmh.annotations.Benchmark;

/// The log-mel spectrogram of one utterance of 10 s at 16 kHz, on one core.
public class FrontEndBenchmark extends Verified {
  private static final int[] CHECKED_FRAMES = {2, 100, 310};

  private final FeatureConfig config = FeatureConfig.reference();
  private AudioClip clip;
  private LogMel frontEnd;

  @Override
  int threads() {
    return 1;
  }

  @Override
  void prepare() {
    clip = AudioClip.of(normal("utterance", config.samples()), config.sampleRate());
    frontEnd = new LogMel(config);
    work(0, 4.0 * (config.samples() + config.frames() * config.nMels()));
  }

  /// Compares some frames with a naive DFT, and with the reference settings' decibels of the
  /// squared mel power.
  @Override
  void verify() {
    float[] features = frontEnd.compute(clip);
    float[] filters = new MelFilterbank(config).dense();
    int mels = config.nMels();
    for (int frame : CHECKED_FRAMES) {
      float[] expected = new float[mels];
      float[] actual = new float[mels];
      double[] power = power(frame);
      for (int m = 0; m < mels; m++) {
        double sum = 0;
        for (int k = 0; k < power.length; k++) {
          sum += filters[m * power.length + k] * power[k];
        }
        expected[m] = (float) (10 * Math.log10(Math.max(config.amin(), sum * sum)));
        actual[m] = features[frame * mels + m];
      }
      requireClose("log-mel frame " + frame, actual, expected, 1e-11);
    }
  }

  /// |DFT|² of a centred frame that lies within the utterance.
  private double[] power(int frame) {
    int n = config.nFft();
    int start = frame * config.hopLength() - n / 2;
    double[] power = new double[n / 2 + 1];
    for (int k = 0; k < power.length; k++) {
      double re = 0;
      double im = 0;
      for (int i = 0; i < n; i++) {
        double hann = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / n);
        double angle = 2 * Math.PI * ((long) i * k % n) / n;
        re += hann * clip.samples()[start + i] * Math.cos(angle);
        im -= hann * clip.samples()[start + i] * Math.sin(angle);
      }
      power[k] = re * re + im * im;
    }
    return power;
  }

  @Benchmark
  public float[] logMel() {
    return frontEnd.compute(clip);
  }
}
