package dev.tenor.ser.report;

import java.util.List;

/// What a section of a report consists of.
public sealed interface Block {
  /// A paragraph.
  record Text(String text) implements Block {}

  /// Lines as they are, such as a command or an entry of a bibliography.
  record Lines(List<String> lines) implements Block {
    public Lines {
      lines = List.copyOf(lines);
    }
  }

  /// Blocks that a reader unfolds; on paper they are all there.
  record Folded(String summary, List<Block> blocks) implements Block {
    public Folded {
      blocks = List.copyOf(blocks);
    }
  }

  /// A recording with its picture, in pages for browsers only.
  ///
  /// @param png the picture, null where there is none
  /// @param wav the audio, null where there is none
  record Recording(String text, byte[] png, byte[] wav) implements Block {}

  /// A table.
  record Table(TextTable table) implements Block {}

  /// A plot.
  record Plot(Figure figure) implements Block {}
}
