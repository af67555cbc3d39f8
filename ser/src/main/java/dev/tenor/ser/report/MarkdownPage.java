package dev.tenor.ser.report;

import dev.tenor.ser.plot.FigureStyle;
import java.util.Locale;
import java.util.StringJoiner;

/// A report as Markdown; plots are the files beside it.
final class MarkdownPage {
  private MarkdownPage() {}

  /// @param style says which files of plots there are
  static String of(Report report, FigureStyle style) {
    String extension = style.formats().iterator().next().extension();
    StringJoiner text = new StringJoiner("\n\n", "", "\n");
    text.add("# " + report.title());
    for (Section section : report.sections()) {
      text.add("## " + section.title());
      section.blocks().forEach(block -> add(text, block, extension));
    }
    return text.toString();
  }

  private static void add(StringJoiner text, Block block, String extension) {
    switch (block) {
      case Block.Text(String paragraph) -> text.add(paragraph);
      case Block.Lines(var lines) -> text.add("```\n" + String.join("\n", lines) + "\n```");
      case Block.Folded(String summary, var blocks) -> {
        text.add("**" + summary + "**");
        blocks.forEach(inner -> add(text, inner, extension));
      }
      case Block.Recording _ -> {} // for browsers
      case Block.Table(TextTable table) -> text.add(table.markdown().strip());
      case Block.Plot(Figure f) ->
          text.add(String.format(Locale.ROOT, "![%s](%s.%s)", f.caption(), f.name(), extension));
    }
  }
}
