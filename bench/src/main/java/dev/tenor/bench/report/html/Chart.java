package dev.tenor.bench.report.html;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a chart of a page shows, which its script draws.
///
/// @param choices what a reader can choose from, such as threads; a series without such a tag is
///   always shown
/// @param caption instead of that of the picture in whose place it is
public record Chart(
    String id, String caption, Axis x, Axis y, List<Choice> choices, List<Series> series) {
  /// @param kind `linear`, `log`, `doubling` (logarithmic with ticks at powers of two), or `names`
  ///   (of places 0, 1, …)
  /// @param names of `names`
  public record Axis(String title, String kind, List<String> names) {
    public static Axis of(String title, String kind) {
      return new Axis(title, kind, List.of());
    }
  }

  /// @param first what is chosen at first; `all` for everything
  public record Choice(String name, List<String> values, boolean all, String first) {}

  /// Points, joined by a line or not.
  ///
  /// @param group its name in the legend, which shows and hides all of the group
  /// @param color number of a colour; −1 for a grey
  /// @param kind `dots`, `line` (with dots), or `guide` (a thin line without)
  /// @param label at a guide, or empty
  /// @param note behind the group's name in the legend, or empty
  /// @param points each x, y and, if there is an interval, its ends
  /// @param texts what pointing at each says; none of a guide
  public record Series(
      String group,
      int color,
      String kind,
      String label,
      String note,
      Map<String, String> tags,
      List<double[]> points,
      List<String> texts) {}

  /// Collects points of a series.
  public static final class Points {
    private final List<double[]> points = new ArrayList<>();
    private final List<String> texts = new ArrayList<>();
    private final Map<String, String> tags = new LinkedHashMap<>();

    public Points tag(String name, String value) {
      tags.put(name, value);
      return this;
    }

    /// @param at x, y, and the ends of an interval if there is one
    public Points add(String text, double... at) {
      points.add(at);
      texts.add(text);
      return this;
    }

    /// Dots, each for itself.
    public Series dots(String group, int color) {
      return new Series(group, color, "dots", "", "", tags, points, texts);
    }

    /// A line with dots.
    public Series line(String group, int color, String note) {
      return new Series(group, color, "line", "", note, tags, points, texts);
    }

    /// A thin line without dots.
    public Series guide(String group, int color, String label) {
      return new Series(group, color, "guide", label, "", tags, points, List.of());
    }
  }
}
