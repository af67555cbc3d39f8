package dev.tenor.ser.voice;

import dev.tenor.ser.audio.AudioClip;
import dev.tenor.ser.audio.AudioSource;
import dev.tenor.ser.audio.ExternalFeatures;
import dev.tenor.ser.audio.FeatureConfig;
import dev.tenor.ser.audio.FrontEnd;
import dev.tenor.ser.audio.LogMel;
import dev.tenor.ser.audio.Voice;
import dev.tenor.ser.config.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// What a network is given of a recording: rows of the log-mel, and behind each, where the settings
/// ask for them, the tracks of the voice around the middle of its frame, and the functionals of the
/// utterance.
public record NetworkFrontEnd(FeatureConfig features) implements FrontEnd {
  /// Increase when a measure of the voice changes: part of the keys of the feature cache.
  private static final String VOICE = "voice 1 ";

  /// The names of the columns: `mel_0` …, then those of docs/functionals.md.
  public List<String> names() {
    List<String> names = new ArrayList<>();
    for (int m = 0; m < features.bins(); m++) {
      names.add((features.external() > 0 ? "external_" : "mel_") + m);
    }
    names.addAll(features.voice().tracks() > 0 ? VoiceMeasures.TRACKS : List.of());
    names.addAll(features.voice().functionals() > 0 ? Egemaps.names() : List.of());
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
    return (features.voice() == Voice.NONE ? "" : VOICE) + Json.compact(features.alone());
  }

  @Override
  public boolean isFunctionOfAudio() {
    return features.external() == 0;
  }

  @Override
  public float[] features(AudioSource source, AudioClip clip, Function<AudioClip, float[]> worker)
      throws IOException {
    return features.external() == 0
        ? worker.apply(clip)
        : ExternalFeatures.of(source, features.external(), features.frames());
  }

  /// Of recordings alone: with external features, what reads recordings as streams has no file.
  ///
  /// @throws IllegalArgumentException if the features are external
  @Override
  public Function<AudioClip, float[]> worker() {
    if (features.external() > 0) {
      return _ -> {
        throw new IllegalArgumentException(
            "the model takes external features, matrices in .npy files, which a stream of samples does"
                + " not have; use evaluate");
      };
    }
    LogMel logMel = new LogMel(features.alone());
    if (features.voice() == Voice.NONE) {
      return logMel::compute;
    }
    VoiceMeasures voice = new VoiceMeasures();
    return clip -> join(logMel.compute(clip), voice.of(logMel.heard()));
  }

  private float[] join(float[] logMel, VoiceMeasures.Measured voice) {
    int mels = features.nMels();
    int tracks = features.voice().tracks();
    int frames = logMel.length / mels;
    float[] rows = new float[frames * columns()];
    for (int t = 0; t < frames; t++) {
      int row = t * columns();
      System.arraycopy(logMel, t * mels, rows, row, mels);
      int middle = features.center() ? 0 : features.nFft() / 2;
      int at = (t * features.hopLength() + middle) / Signal.HOP;
      for (int i = 0; i < tracks; i++) {
        double[] track = voice.tracks()[i];
        rows[row + mels + i] = (float) track[Math.min(at, track.length - 1)];
      }
      for (int i = 0; i < features.voice().functionals(); i++) {
        rows[row + mels + tracks + i] = (float) voice.functionals()[i];
      }
    }
    return rows;
  }
}
