package dev.tenor.ser.page;

import dev.tenor.ser.stats.Interval;
import dev.tenor.ser.stats.Metrics;
import dev.tenor.ser.stats.NearChance;
import dev.tenor.ser.stats.Share;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What the scores of a model say, in one sentence, and no more than their intervals support.
public final class Conclusion {
  /// Of fewer no test can tell anything: were all of them better, that would happen by chance in 2
  /// of 2ⁿ cases, more than 5 %, and a bootstrap of so few is too narrow.
  private static final int FEWEST_SPEAKERS = 6;

  private final String subject;
  private final Answers answers;
  private final List<Rival> rivals;
  private final Metrics metrics;
  private final Optional<Interval> interval;
  private final NearChance near;

  private Conclusion(String subject, Answers answers, List<Rival> rivals) {
    this.subject = subject;
    this.answers = answers;
    this.rivals = rivals;
    metrics = answers.metrics();
    interval = answers.interval(Metrics::ua);
    near =
        new NearChance((int) answers.speakers(), metrics.ua(), metrics.majority().ua(), interval);
  }

  /// @param subject what is judged, such as `The model`
  /// @param rivals the baselines; none where they are not known
  public static String of(String subject, Answers answers, List<Rival> rivals) {
    if (answers.predictions().size() == 0) {
      return "No utterance was tested: there is nothing to conclude.";
    }
    Conclusion c = new Conclusion(subject, answers, rivals);
    if (c.interval.isEmpty()) {
      return c.untested();
    }
    return c.near.isNear() ? c.nearChance() : c.best().map(c::against).orElseGet(c::aboveChance);
  }

  private Optional<Rival> best() {
    return rivals.stream()
        .filter(r -> !Double.isNaN(r.metrics().ua()))
        .max(Comparator.comparingDouble(r -> r.metrics().ua()));
  }

  /// What the best baseline has, to follow the other scores; nothing where there is none.
  private String bestScore() {
    return best()
        .map(r ->
            String.format(
                Locale.ROOT,
                ", the best baseline (%s) %s %%",
                r.name(),
                Share.percent(r.metrics().ua())))
        .orElse("");
  }

  private String untested() {
    return String.format(
        Locale.ROOT,
        "%s has a UA of %s %%, always the same class would have %s %%%s; the test set has a single"
            + " speaker, so nothing can be said of others.",
        subject,
        Share.percent(metrics.ua()),
        Share.percent(near.chance()),
        bestScore());
  }

  private String nearChance() {
    double ua = metrics.ua();
    boolean below = interval.orElseThrow().high() < near.chance();
    return String.format(
        Locale.ROOT,
        "%s is %s: its UA is %s %% (%s), always the same class would have %s %%%s.",
        subject,
        below ? "worse than chance" : "near chance and not told apart from it",
        Share.percent(ua),
        over(interval.orElseThrow()),
        Share.percent(near.chance()),
        bestScore());
  }

  private String aboveChance() {
    return String.format(
        Locale.ROOT,
        "%s is better than chance: UA %s %% (%s) against %s %%; no baseline that hears the recordings"
            + " was fitted here.",
        subject,
        Share.percent(metrics.ua()),
        over(interval.orElseThrow()),
        Share.percent(near.chance()));
  }

  private String against(Rival rival) {
    double difference = metrics.ua() - rival.metrics().ua();
    if (answers.speakers() < FEWEST_SPEAKERS) {
      return String.format(
          Locale.ROOT,
          "%s has a UA of %s %%, the best baseline (%s) %s %%; %d test speakers are too few to tell a"
              + " difference of %+.1f points from chance.",
          subject,
          Share.percent(metrics.ua()),
          rival.name(),
          Share.percent(rival.metrics().ua()),
          answers.speakers(),
          100 * difference);
    }
    Interval of =
        rival.predictions() == null
            ? shifted(interval.orElseThrow(), rival.metrics().ua())
            : answers.difference(answers.with(rival.predictions()), Metrics::ua).orElseThrow();
    String verb =
        of.low() > 0 ? "beats" : of.high() < 0 ? "is worse than" : "is not told apart from";
    return String.format(
        Locale.ROOT,
        "%s %s the best baseline (%s): UA %s %% against %s %%, a difference of %+.1f points (95 %%"
            + " interval %+.1f … %+.1f over %d speakers%s).",
        subject,
        verb,
        rival.name(),
        Share.percent(metrics.ua()),
        Share.percent(rival.metrics().ua()),
        100 * difference,
        100 * of.low(),
        100 * of.high(),
        answers.speakers(),
        rival.predictions() == null ? ", the baseline taken as exact" : "");
  }

  private static Interval shifted(Interval interval, double by) {
    return new Interval(interval.low() - by, interval.high() - by, interval.level());
  }

  private String over(Interval i) {
    return String.format(
        Locale.ROOT,
        "95 %% interval %s … %s over %d speakers",
        Share.percent(i.low()),
        Share.percent(i.high()),
        answers.speakers());
  }
}
