package dev.tenor.ser.corpora;

import dev.tenor.ser.DataException;
import dev.tenor.ser.corpus.Folders;
import dev.tenor.ser.corpus.TextFile;
import dev.tenor.ser.corpus.Utterance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// ESD, the Emotional Speech Database (Zhou et al., 2022): ten Mandarin speakers (0001 … 0010) and
/// ten English ones, 350 sentences each, five emotions, files `0011/Angry/train/0011_000351.wav`
/// (the folder of the part may be absent). Transcripts are in `0011/0011.txt`, lines
/// `id⇥words⇥emotion`; without this file a sentence is identified by its number.
final class Esd extends FileNameCorpus {
  private static final int SENTENCES = 350;
  private static final Pattern KEY =
      Pattern.compile(
          "(?:.*/)?(00(?:0[1-9]|1\\d|20))/(Angry|Happy|Neutral|Sad|Surprise)"
              + "/(?:(train|evaluation|test)/)?(?:.*/)?\\1_(\\d{6})\\.\\w+");

  @Override
  public String name() {
    return "esd";
  }

  @Override
  public String layout() {
    return "0011/Angry/train/0011_000351.wav (speaker, emotion, part, id) and 0011/0011.txt";
  }

  @Override
  public Map<String, Integer> publishedCounts() {
    return Map.of("angry", 7000, "happy", 7000, "neutral", 7000, "sad", 7000, "surprise", 7000);
  }

  @Override
  List<String> folders() {
    return List.of("esd", "emotion speech dataset");
  }

  @Override
  Optional<Utterance> parse(String key, Path audio, String stem) {
    Matcher m = KEY.matcher(key);
    int id = m.matches() ? Integer.parseInt(m.group(4)) : 0;
    if (id < 1 || id > 5 * SENTENCES) {
      return Optional.empty();
    }
    String language = m.group(1).compareTo("0010") <= 0 ? "zh" : "en";
    String text = String.format(Locale.ROOT, "%s%03d", language, (id - 1) % SENTENCES + 1);
    String part = "evaluation".equals(m.group(3)) ? "val" : m.group(3);
    String emotion = m.group(2).toLowerCase(Locale.ROOT);
    return Optional.of(
        new Utterance(key, audio, emotion, m.group(1), null, text, null, null, null, part));
  }

  @Override
  Details details(Path root) throws IOException {
    Map<String, String> words = new HashMap<>();
    for (Path folder : Folders.list(root)) {
      Path file = folder.resolve(folder.getFileName() + ".txt");
      if (Files.isRegularFile(file)) {
        read(file, words);
      }
    }
    return u -> {
      String name = u.audio().getFileName().toString();
      String said = words.get(name.substring(0, name.lastIndexOf('.')));
      return said == null ? u : u.withText(said);
    };
  }

  private static void read(Path file, Map<String, String> words) throws IOException {
    int number = 0;
    for (String line : TextFile.read(file).lines().toList()) {
      number++;
      String[] fields = line.strip().split("\\t");
      if (line.isBlank()) {
        continue;
      }
      if (fields.length != 3 || !fields[0].matches("\\d{4}_\\d{6}")) {
        throw new DataException(
            String.format(
                Locale.ROOT,
                "%s: line %d: '%s' is not id⇥words⇥emotion; correct it, or move the file away",
                file,
                number,
                line));
      }
      words.put(fields[0], fields[1].strip());
    }
  }
}
