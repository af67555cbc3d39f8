package dev.tenor.ser.models;

import dev.tenor.ser.corpora.Corpora;
import dev.tenor.ser.corpus.LabelMap;
import dev.tenor.ser.corpus.Listing;
import dev.tenor.ser.corpus.Utterance;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is known of the utterances of a run beyond their class.
final class CardCorpora {
  /// One corpus of a run.
  ///
  /// @param name in the run's reports
  /// @param kind a name from [Corpora]
  record Source(String name, String kind, Path data) {
    /// Which corpus it is: the kind, or of a manifest the name, if that is a corpus whose facts are
    /// known.
    String identity() {
      return CorpusFacts.isKnown(kind) ? kind : name;
    }
  }

  /// One utterance.
  ///
  /// @param speaker unique among all corpora
  /// @param sex of the speaker, or `unknown`
  /// @param age the group of the speaker, or `unknown`
  record Voice(String corpus, String speaker, String sex, String age) {}

  private final Map<String, Voice> voices = new HashMap<>();
  private final Map<String, Listeners> listeners = new LinkedHashMap<>();
  private final Map<String, Listing> listings = new LinkedHashMap<>();
  private final Map<String, CorpusFacts> facts = new LinkedHashMap<>();

  /// @param sources of several, the keys begin with the corpus' name
  CardCorpora(List<Source> sources, LabelMap labels) throws IOException {
    for (Source source : sources) {
      Listing listing = Corpora.byName(source.kind()).load(source.data(), labels);
      listings.put(source.name(), listing);
      facts.put(source.name(), CorpusFacts.of(source.identity()));
      SpeakerAges ages = SpeakerAges.of(source.identity(), listing);
      for (Utterance u : listing.utterances()) {
        String key = sources.size() == 1 ? u.key() : source.name() + "/" + u.key();
        String sex = u.gender() == null ? SpeakerAges.UNKNOWN : u.gender();
        String speaker = source.name() + "/" + u.speaker();
        voices.put(key, new Voice(source.name(), speaker, sex, ages.group(u.speaker())));
      }
      Optional<Listeners> heard = Listeners.of(source.identity(), listing);
      heard.ifPresent(some -> listeners.put(source.name(), some));
    }
  }

  /// An utterance by its key in the run; null if the corpora do not have it.
  Voice voice(String key) {
    return voices.get(key);
  }

  /// Those of a corpus; null if there are none.
  Listeners listeners(String corpus) {
    return listeners.get(corpus);
  }

  /// What has to be said about each corpus, by its name in the run.
  Map<String, CorpusFacts> facts() {
    return facts;
  }

  /// The corpora by their names in the run.
  Map<String, Listing> listings() {
    return listings;
  }
}
