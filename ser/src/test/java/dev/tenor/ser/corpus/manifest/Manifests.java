package dev.tenor.ser.corpus.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.ser.DataException;
import dev.tenor.ser.corpora.Corpora;
import dev.tenor.ser.corpus.LabelMap;
import dev.tenor.ser.corpus.Listing;
import dev.tenor.ser.corpus.Utterance;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Manifests in a folder with empty recordings.
public record Manifests(Path folder) {
  public Manifests touch(String... names) throws IOException {
    for (String name : names) {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.createFile(file);
    }
    return this;
  }

  public Listing csv(String text) throws IOException {
    return csv(text, StandardCharsets.UTF_8);
  }

  public Listing csv(String text, Charset charset) throws IOException {
    Path file = Files.write(folder.resolve("x.csv"), text.getBytes(charset));
    return new CsvManifest().load(file, LabelMap.FOUR);
  }

  public Listing jsonl(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("x.jsonl"), text);
    return Corpora.byName("jsonl").load(file, LabelMap.FOUR);
  }

  /// Fails unless the manifest is refused with one line that names the file and has all parts.
  public void refuse(String csv, String... parts) {
    String message = assertThrows(DataException.class, () -> csv(csv)).getMessage();
    assertTrue(message.startsWith(folder.resolve("x.csv") + ": "), message);
    for (String part : parts) {
      assertTrue(message.contains(part), message);
    }
    assertEquals(1, message.lines().count(), message);
  }

  public static List<String> keys(Listing listing) {
    return listing.utterances().stream().map(Utterance::key).toList();
  }

  public static List<String> speakers(Listing listing) {
    return List.copyOf(listing.speakers());
  }
}
