package dev.tenor.ser.audio;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Which measures of the voice stand beside the mel bins of a network's features: pitch, voice
/// quality, formants, slopes of the spectrum. Package `dev.tenor.ser.voice` measures them;
/// docs/functionals.md explains each.
public enum Voice {
  @JsonProperty("none")
  NONE(0, 0),

  /// Every 10 ms.
  @JsonProperty("tracks")
  TRACKS(26, 0),

  /// Over the utterance: their eGeMAPS functionals, the same in every frame.
  @JsonProperty("functionals")
  FUNCTIONALS(0, 88),

  @JsonProperty("both")
  BOTH(26, 88);

  private final int tracks;
  private final int functionals;

  Voice(int tracks, int functionals) {
    this.tracks = tracks;
    this.functionals = functionals;
  }

  /// How many columns are tracks.
  public int tracks() {
    return tracks;
  }

  /// How many columns are functionals.
  public int functionals() {
    return functionals;
  }
}
