package dev.tenor.ser.features;

import dev.tenor.ser.DataException;
import dev.tenor.ser.audio.AudioClip;
import dev.tenor.ser.audio.AudioReader;
import dev.tenor.ser.audio.AudioSource;
import dev.tenor.ser.audio.FrontEnd;
import java.io.IOException;
import java.util.function.Function;

/// Computes features one by one, for tables of them that are made elsewhere: the same values, and
/// the keys by which a [FeatureCache] finds them. For one thread.
public final class KeyedExtractor {
  private final FrontEnd frontEnd;
  private final FeatureKeys keys;
  private final Function<AudioClip, float[]> worker;

  /// @throws IllegalArgumentException if the features are not a function of the recording alone
  public KeyedExtractor(FrontEnd frontEnd) {
    if (!frontEnd.isFunctionOfAudio()) {
      throw new IllegalArgumentException(
          "features: those of files beside the recordings are in files already; leave out"
              + " external");
    }
    this.frontEnd = frontEnd;
    keys = new FeatureKeys(frontEnd);
    worker = frontEnd.worker();
  }

  /// @throws DataException if the recording cannot be read
  public KeyedFeatures of(AudioSource source) throws IOException {
    AudioClip clip = AudioReader.read(source, frontEnd.seconds());
    byte[] key =
        keys.of(source)
            .orElseThrow(() -> new DataException(source.file() + ": is gone; read it again"));
    return new KeyedFeatures(key, worker.apply(clip), clip.facts());
  }
}
