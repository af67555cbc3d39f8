package dev.tenor.bench.cases;

import dev.tenor.engine.backend.Backend;
import dev.tenor.ser.audio.AudioClip;
import dev.tenor.ser.audio.FeatureConfig;
import dev.tenor.ser.audio.LogMel;
import dev.tenor.ser.audio.MelFilterbank;
import java.util.LinkedHashMap;
import java.util.Map;

/// The log-mel spectrogram of an utterance of 10 s at 16 kHz, on one core. Some frames are compared
/// with a naive DFT, and with the reference settings' decibels of the squared mel power.
public record LogMelCase() implements Case {
  private static final int[] CHECKED_FRAMES = {2, 100, 310};

  @Override
  public String family() {
    return "front end";
  }

  @Override
  public String name() {
    return "log-mel";
  }

  @Override
  public Map<String, String> shape() {
    FeatureConfig config = FeatureConfig.reference();
    return Case.shape("samples", config.samples(), "frames", config.frames());
  }

  /// That of the transforms, two frames at a time, is all that is counted.
  @Override
  public double flop() {
    FeatureConfig config = FeatureConfig.reference();
    double transforms = config.frames() / 2.0;
    return transforms * new FftCase(config.nFft()).flop();
  }

  @Override
  public double bytes() {
    FeatureConfig config = FeatureConfig.reference();
    return 4.0 * (config.samples() + config.frames() * config.nMels());
  }

  @Override
  public double bound(String result) {
    return 1e-11;
  }

  @Override
  public boolean isPlain() {
    return true;
  }

  @Override
  public boolean allocates() {
    return true;
  }

  @Override
  public Work prepare(Backend backend) {
    return new Spectrogram(false);
  }

  @Override
  public Work reference(Backend scalar) {
    return new Spectrogram(true);
  }

  private static final class Spectrogram implements Work {
    private final FeatureConfig config = FeatureConfig.reference();
    private final AudioClip clip =
        AudioClip.of(Operands.values("utterance", config.samples()), config.sampleRate());
    private final LogMel frontEnd = new LogMel(config);
    private final boolean naive;
    private float[] features;

    Spectrogram(boolean naive) {
      this.naive = naive;
    }

    @Override
    public void run() {
      if (!naive) {
        features = frontEnd.compute(clip);
      }
    }

    @Override
    public Map<String, float[]> results() {
      int mels = config.nMels();
      float[] filters = new MelFilterbank(config).dense();
      Map<String, float[]> frames = new LinkedHashMap<>();
      for (int frame : CHECKED_FRAMES) {
        float[] values = new float[mels];
        if (naive) {
          naive(values, filters, power(frame));
        } else {
          System.arraycopy(features, frame * mels, values, 0, mels);
        }
        frames.put("frame " + frame, values);
      }
      return frames;
    }

    private void naive(float[] decibels, float[] filters, double[] power) {
      for (int m = 0; m < decibels.length; m++) {
        double sum = 0;
        for (int k = 0; k < power.length; k++) {
          sum += filters[m * power.length + k] * power[k];
        }
        decibels[m] = (float) (10 * Math.log10(Math.max(config.amin(), sum * sum)));
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

    @Override
    public void close() {}
  }
}
