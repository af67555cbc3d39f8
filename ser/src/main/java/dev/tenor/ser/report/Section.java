package dev.tenor.ser.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A part of a report with a heading of its own.
public record Section(String title, List<Block> blocks) {
  public Section {
    blocks = List.copyOf(blocks);
  }

  /// Collects the blocks of a section.
  public static final class Builder {
    private final String title;
    private final List<Block> blocks = new ArrayList<>();

    private Builder(String title) {
      this.title = title;
    }

    public Builder text(String text) {
      blocks.add(new Block.Text(text));
      return this;
    }

    public Builder lines(List<String> lines) {
      blocks.add(new Block.Lines(lines));
      return this;
    }

    public Builder table(TextTable table) {
      blocks.add(new Block.Table(table));
      return this;
    }

    public Builder plot(Figure figure) {
      blocks.add(new Block.Plot(figure));
      return this;
    }

    public Builder plots(List<Figure> figures) {
      figures.forEach(this::plot);
      return this;
    }

    public Builder add(Block block) {
      blocks.add(block);
      return this;
    }

    /// A table that a reader unfolds.
    public Builder folded(String summary, TextTable table) {
      return add(new Block.Folded(summary, List.of(new Block.Table(table))));
    }

    public Section build() {
      return new Section(title, blocks);
    }
  }

  /// A section without blocks yet.
  public static Builder titled(String title) {
    return new Builder(title);
  }

  /// All blocks, those that are folded too.
  Stream<Block> all() {
    return blocks.stream().flatMap(Section::all);
  }

  private static Stream<Block> all(Block block) {
    return block instanceof Block.Folded folded
        ? folded.blocks().stream().flatMap(Section::all)
        : Stream.of(block);
  }
}
