package dev.tenor.ser.corpora;

import dev.tenor.ser.DataException;
import dev.tenor.ser.corpus.LabelMap;
import dev.tenor.ser.corpus.Listing;
import dev.tenor.ser.corpus.Utterance;
import dev.tenor.ser.synth.SpeechSynthesizer;
import dev.tenor.ser.synth.SyntheticRenderer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The built-in corpus of synthetic speech, which {@link SyntheticRenderer} renders: files
/// `speaker_03/angry_05.wav` and a marker that names the configuration.
public final class Synthetic extends FileNameCorpus {
  private static final Pattern CONFIG =
      Pattern.compile("synthetic-v\\d+-seed-?\\d+-(\\d{1,2})x(\\d{1,2})");
  private static final Pattern KEY =
      Pattern.compile("speaker_(\\d\\d)/(neutral|happy|sad|angry)_(\\d\\d)\\.wav");

  @Override
  public String name() {
    return "synthetic";
  }

  @Override
  public String layout() {
    return "speaker_03/angry_05.wav and " + SyntheticRenderer.MARKER + ", as Tenor renders them";
  }

  @Override
  public Listing load(Path data, LabelMap labels) throws IOException {
    Path root = root(data);
    Listing listing = super.load(data, labels);
    int found = listing.found().values().stream().mapToInt(Integer::intValue).sum();
    int expected = expectedFiles(root);
    if (found != expected) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "%s: holds %d recordings, %s states %d; delete the folder and render it again",
              root,
              found,
              SyntheticRenderer.MARKER,
              expected));
    }
    return listing;
  }

  private static int expectedFiles(Path root) throws IOException {
    Path marker = root.resolve(SyntheticRenderer.MARKER);
    if (!Files.exists(marker)) {
      throw new DataException(
          root + ": has no " + SyntheticRenderer.MARKER + ": rendering did not finish; repeat it");
    }
    Matcher config = CONFIG.matcher(Files.readString(marker).strip());
    if (!config.matches()) {
      throw new DataException(marker + ": is damaged; delete the folder and render it again");
    }
    int perSpeaker = SpeechSynthesizer.EMOTIONS.size() * Integer.parseInt(config.group(2));
    return Integer.parseInt(config.group(1)) * perSpeaker;
  }

  @Override
  List<String> folders() {
    return List.of(name());
  }

  @Override
  Optional<Utterance> parse(String key, Path audio, String stem) {
    Matcher name = KEY.matcher(key);
    if (!name.matches()) {
      return Optional.empty();
    }
    String sentence = SpeechSynthesizer.sentenceCode(Integer.parseInt(name.group(3)));
    String speaker = name.group(1);
    boolean female = SpeechSynthesizer.isFemale(Integer.parseInt(speaker));
    String gender = female ? "female" : "male";
    return Optional.of(
        new Utterance(key, audio, name.group(2), speaker, null, sentence, gender, null));
  }
}
