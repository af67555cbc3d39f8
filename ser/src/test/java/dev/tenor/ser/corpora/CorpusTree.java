package dev.tenor.ser.corpora;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.ser.DataException;
import dev.tenor.ser.audio.WavWriter;
import dev.tenor.ser.corpus.LabelMap;
import dev.tenor.ser.corpus.Listing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A small copy of a corpus' layout, with generated tones for recordings.
///
/// @param folder its top
public record CorpusTree(Path folder) {
  /// Writes tones of a tenth of a second, each file with another frequency.
  public CorpusTree audio(String... paths) throws IOException {
    for (String path : paths) {
      float[] tone = new float[1600];
      double step = 2 * Math.PI * (200 + Math.floorMod(path.hashCode(), 500)) / 16000;
      for (int i = 0; i < tone.length; i++) {
        tone[i] = (float) (0.3 * Math.sin(step * i));
      }
      Path file = folder.resolve(path);
      Files.createDirectories(file.getParent());
      WavWriter.write(file, tone, 16000);
    }
    return this;
  }

  public CorpusTree text(String path, String content) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
    return this;
  }

  /// Loads the corpus; it must also be recognised.
  public Listing load(String corpus) throws IOException {
    return load(corpus, LabelMap.FOUR);
  }

  public Listing load(String corpus, LabelMap labels) throws IOException {
    assertTrue(Corpora.byName(corpus).recognises(folder), corpus + " is not recognised");
    return Corpora.byName(corpus).load(folder, labels);
  }

  /// Fails unless loading fails with one line that has all parts.
  public void assertRefused(String corpus, String... parts) {
    DataException e =
        assertThrows(DataException.class, () -> Corpora.byName(corpus).load(folder, LabelMap.FOUR));
    for (String part : parts) {
      assertTrue(e.getMessage().contains(part), e.getMessage());
    }
    assertEquals(1, e.getMessage().lines().count(), e.getMessage());
  }
}
