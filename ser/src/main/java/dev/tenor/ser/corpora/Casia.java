package dev.tenor.ser.corpora;

import dev.tenor.ser.corpus.Utterance;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// CASIA, the Chinese emotional corpus of the Chinese Academy of Sciences, its public part: four
/// speakers, fifty sentences, six emotions, files `liuchanhg/angry/201.wav` (speaker, emotion,
/// sentence).
final class Casia extends FileNameCorpus {
  private static final Pattern KEY =
      Pattern.compile(
          "(?:.*/)?(liuchanhg|wangzhe|zhaoquanyin|zhaozuoxiang)"
              + "/(angry|fear|happy|neutral|sad|surprise)/(\\d{3})\\.\\w+",
          Pattern.CASE_INSENSITIVE);

  @Override
  public String name() {
    return "casia";
  }

  @Override
  public String layout() {
    return "liuchanhg/angry/201.wav (speaker, emotion, sentence)";
  }

  @Override
  public Map<String, Integer> publishedCounts() {
    return Map.of(
        "angry", 200, "fear", 200, "happy", 200, "neutral", 200, "sad", 200, "surprise", 200);
  }

  @Override
  List<String> folders() {
    return List.of("casia");
  }

  @Override
  Optional<Utterance> parse(String key, Path audio, String stem) {
    Matcher m = KEY.matcher(key);
    if (!m.matches()) {
      return Optional.empty();
    }
    String speaker = m.group(1).toLowerCase(Locale.ROOT);
    String emotion = m.group(2).toLowerCase(Locale.ROOT);
    return Optional.of(new Utterance(key, audio, emotion, speaker, null, m.group(3), null, null));
  }
}
