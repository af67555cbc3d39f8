package dev.tenor.ser.baseline;

import dev.tenor.ser.audio.AudioClip;
import dev.tenor.ser.audio.FeatureConfig;
import dev.tenor.ser.audio.FrontEnd;
import dev.tenor.ser.voice.NetworkFrontEnd;
import java.util.function.Function;

/// The functionals of a recording's log-mel as its features: one row of 4 · mels.
record FunctionalsFrontEnd(FeatureConfig features) implements FrontEnd {
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
    return Functionals.size(features.nMels());
  }

  @Override
  public int numel() {
    return columns();
  }

  @Override
  public String settings() {
    return "functionals of " + new NetworkFrontEnd(features).settings();
  }

  @Override
  public Function<AudioClip, float[]> worker() {
    return new NetworkFrontEnd(features)
        .worker()
        .andThen(logMel -> Functionals.of(logMel, features.nMels()));
  }
}
