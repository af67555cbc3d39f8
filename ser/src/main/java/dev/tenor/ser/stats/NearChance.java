package dev.tenor.ser.stats;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Whether a UA can be told from chance: from that of always predicting one class, which is 1 over
/// the number of classes that are present.
///
/// @param speakers how many
/// @param interval the UA's 95 % bootstrap interval over speakers; empty for a single speaker
public record NearChance(int speakers, double ua, double chance, Optional<Interval> interval) {
  private static final long SEED = 1;

  /// @param speakers utterance key → speaker
  public static NearChance of(Predictions predictions, Map<String, String> speakers) {
    Metrics metrics = predictions.metrics();
    int count = new HashSet<>(speakers.values()).size();
    Optional<Interval> interval =
        predictions.size() == 0
            ? Optional.empty()
            : Bootstrap.of(predictions, speakers::get).interval(Metrics::ua, SEED);
    return new NearChance(count, metrics.ua(), metrics.majority().ua(), interval);
  }

  /// Whether the interval includes chance, or lies below; one class alone tells nothing of it.
  public boolean isNear() {
    return chance < 1 && interval.isPresent() && interval.get().low() <= chance;
  }

  /// The interval, and a sentence where it includes chance; nothing for a single speaker.
  public List<String> lines() {
    if (interval.isEmpty()) {
      return List.of();
    }
    String line =
        String.format(
            Locale.ROOT,
            "UA, 95 %% interval over %d speakers: %s to %s %%",
            speakers,
            Share.percent(interval.get().low()),
            Share.percent(interval.get().high()));
    String chances = Share.percent(chance) + " %";
    return isNear()
        ? List.of(
            line,
            "near chance: guessing has a UA of "
                + chances
                + ", and these speakers do not show that the model does better")
        : List.of(line);
  }

  /// For JSON; nothing for a single speaker.
  public Map<String, Object> report() {
    Map<String, Object> map = new LinkedHashMap<>();
    interval.ifPresent(i -> {
      map.put("ua_interval", i);
      map.put("chance_ua", chance);
      map.put("near_chance", isNear());
    });
    return map;
  }
}
