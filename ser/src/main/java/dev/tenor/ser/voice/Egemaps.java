package dev.tenor.ser.voice;

import dev.tenor.ser.audio.AudioClip;
import dev.tenor.ser.audio.Resampler;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Functionals of a recording in the manner of eGeMAPS (F. Eyben et al., "The Geneva minimalistic
/// acoustic parameter set for voice research and affective computing", 2016): 88 statistics of
/// pitch, loudness, voice quality, formants, spectrum and rhythm. The same parameters as version 02
/// of openSMILE, computed in other ways: the numbers are comparable, not equal. docs/functionals.md
/// explains each and says where they differ.
///
/// Instances are expensive to create and hold scratch memory: use one per thread.
public final class Egemaps {
  /// Part of the keys of the feature cache: increase when a value changes.
  public static final int VERSION = 1;

  private static final List<String> NAMES =
      List.copyOf(new Egemaps().values(new Signal(new float[1])).keySet());

  private final Autocorrelation autocorrelation = new Autocorrelation();
  private final Spectra spectra = new Spectra();
  private Resampler resampler = new Resampler(Signal.RATE, Signal.RATE);

  /// The names, in the order of the values.
  public static List<String> names() {
    return NAMES;
  }

  /// The functionals of a clip, resampled to 16 kHz.
  ///
  /// @param seconds what follows after is not used
  /// @return `[88]`, finite whatever the clip holds: a statistic of nothing is 0; a clip without
  ///   samples counts as silence
  /// @throws IllegalArgumentException where the clip's rate is outside what [Resampler] takes
  public float[] of(AudioClip clip, double seconds) {
    if (clip.sampleRate() != resampler.fromRate()) {
      resampler = new Resampler(clip.sampleRate(), Signal.RATE);
    }
    float[] samples = resampler.resample(clip.samples());
    int length = (int) Math.min(Math.max(1, samples.length), Math.round(seconds * Signal.RATE));
    Map<String, Double> values = values(new Signal(Arrays.copyOf(samples, length)));
    float[] vector = new float[values.size()];
    int i = 0;
    for (double value : values.values()) {
      vector[i++] = (float) value;
    }
    return vector;
  }

  private Map<String, Double> values(Signal signal) {
    return Parameters.of(Descriptors.of(signal, autocorrelation, spectra), signal);
  }
}
