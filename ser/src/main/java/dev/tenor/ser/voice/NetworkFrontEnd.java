package dev.tenor.ser.voice;

import dev.tenor.ser.audio.AudioClip;
import dev.tenor.ser.audio.FeatureConfig;
import dev.tenor.ser.audio.FrontEnd;
import dev.tenor.ser.audio.LogMel;
import dev.tenor.ser.config.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// What a network is given of a recording: rows of the log-mel, each followed by the measures of
/// the voice around the middle of its frame where the settings ask for them.
public record NetworkFrontEnd(FeatureConfig features) implements FrontEnd {
  /// Increase when a measure of the voice changes: part of the keys of the feature cache.
  private static final String VOICE = "voice 1 ";

  /// The names of the columns: `mel_0` …, then those of docs/functionals.md.
  public List<String> names() {
    List<String> names = new ArrayList<>();
    for (int m = 0; m < features.nMels(); m++) {
      names.add("mel_" + m);
    }
    names.addAll(features.voice() ? VoiceTracks.NAMES : List.of());
    return names;
  }

  @Override
  public double seconds() {
    return features.seconds();
  }

  @Override
  public int sampleRate() {
    return features.sampleRate();
  }

  @Override
  public int columns() {
    return features.columns();
  }

  @Override
  public int numel() {
    return Math.multiplyExact(features.frames(), columns());
  }

  @Override
  public String settings() {
    return (features.voice() ? VOICE : "") + Json.compact(features.alone());
  }

  @Override
  public Function<AudioClip, float[]> worker() {
    LogMel logMel = new LogMel(features.alone());
    if (!features.voice()) {
      return logMel::compute;
    }
    VoiceTracks voice = new VoiceTracks();
    return clip -> join(logMel.compute(clip), voice.of(logMel.heard()));
  }

  private float[] join(float[] logMel, double[][] tracks) {
    int mels = features.nMels();
    int frames = logMel.length / mels;
    float[] rows = new float[frames * columns()];
    for (int t = 0; t < frames; t++) {
      int row = t * columns();
      System.arraycopy(logMel, t * mels, rows, row, mels);
      int middle = features.center() ? 0 : features.nFft() / 2;
      int at = (t * features.hopLength() + middle) / Signal.HOP;
      for (int i = 0; i < tracks.length; i++) {
        rows[row + mels + i] = (float) tracks[i][Math.min(at, tracks[i].length - 1)];
      }
    }
    return rows;
  }
}
