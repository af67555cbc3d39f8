package dev.tenor.ser.baseline;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tenor.ser.audio.FeatureConfig;
import dev.tenor.ser.audio.FrontEnd;
import dev.tenor.ser.voice.EgemapsFrontEnd;

/// Which functionals of a recording an acoustic model knows.
public enum FunctionalSet {
  /// Statistics of every mel band, see [Functionals].
  @JsonProperty("log-mel")
  LOG_MEL("log-mel functionals") {
    @Override
    public FrontEnd frontEnd(FeatureConfig features) {
      return new FunctionalsFrontEnd(features.withoutVoice());
    }
  },

  /// Pitch, voice quality, formants and more, see [dev.tenor.ser.voice.Egemaps].
  @JsonProperty("egemaps")
  EGEMAPS("eGeMAPS functionals") {
    @Override
    public FrontEnd frontEnd(FeatureConfig features) {
      return new EgemapsFrontEnd(features.seconds());
    }
  };

  private final String title;

  FunctionalSet(String title) {
    this.title = title;
  }

  /// For people.
  public String title() {
    return title;
  }

  /// What computes them.
  ///
  /// @param features of the log-mels; the eGeMAPS functionals take the length alone from it
  public abstract FrontEnd frontEnd(FeatureConfig features);
}
