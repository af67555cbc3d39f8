package dev.tenor.ser.voice;

import dev.tenor.ser.audio.AudioClip;
import dev.tenor.ser.audio.FrontEnd;
import java.util.function.Function;

/// The functionals of the beginning of a recording as its features: one row of 88.
///
/// @param seconds how long that is
public record EgemapsFrontEnd(double seconds) implements FrontEnd {
  @Override
  public int sampleRate() {
    return Signal.RATE;
  }

  @Override
  public int columns() {
    return Egemaps.names().size();
  }

  @Override
  public int numel() {
    return columns();
  }

  @Override
  public String settings() {
    return "egemaps " + Egemaps.VERSION + ", " + seconds + " s";
  }

  @Override
  public Function<AudioClip, float[]> worker() {
    Egemaps egemaps = new Egemaps();
    return clip -> egemaps.of(clip, seconds);
  }
}
