package dev.tenor.ser.plot;

import java.awt.geom.AffineTransform;
import java.awt.geom.GeneralPath;
import java.awt.geom.Path2D;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.GlyphData;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessRead;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.io.RandomAccessReadBufferedFile;
import org.apache.pdfbox.pdmodel.PDDocument;

/// A font that measures and draws. It reads the font's file itself: the same widths and outlines on
/// every machine, whatever fonts and libraries that has. Lengths are in points. Of one thread.
final class Typeface implements Closeable {
  /// Comes with the program; as wide as Arial and Helvetica.
  static final String BUILT_IN = "Liberation Sans";

  private static final String RESOURCE =
      "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
  private static final int UNKNOWN = '?';

  private final String family;
  private final TrueTypeFont font;
  private final CmapLookup glyphs;
  private final double unitsPerEm;

  private Typeface(String family, RandomAccessRead file) throws IOException {
    this.family = family;
    font = new TTFParser().parse(file);
    font.setEnableGsub(false); // ligatures would change the widths
    glyphs = font.getUnicodeCmapLookup();
    unitsPerEm = font.getUnitsPerEm();
  }

  /// @throws IllegalArgumentException if there is no such font
  static Typeface open(String family) throws IOException {
    if (!family.equals(BUILT_IN)) {
      return new Typeface(family, new RandomAccessReadBufferedFile(InstalledFonts.file(family)));
    }
    try (InputStream in = PDDocument.class.getResourceAsStream(RESOURCE)) {
      return new Typeface(family, RandomAccessReadBuffer.createBufferFromStream(in));
    }
  }

  String family() {
    return family;
  }

  TrueTypeFont font() {
    return font;
  }

  /// The text with a question mark for each character that the font lacks.
  String known(String text) {
    StringBuilder known = new StringBuilder();
    text.codePoints().forEach(c -> known.appendCodePoint(glyphs.getGlyphId(c) == 0 ? UNKNOWN : c));
    return known.toString();
  }

  double width(String text, double size) {
    double units = 0;
    for (int c : known(text).codePoints().toArray()) {
      units += advance(glyphs.getGlyphId(c));
    }
    return units * size / unitsPerEm;
  }

  private int advance(int glyph) {
    try {
      return font.getAdvanceWidth(glyph);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The height of digits and capital letters: by half of it a text in the middle is lowered.
  double capHeight(double size) {
    return 0.72 * size;
  }

  /// The outlines of a text that begins at the origin, y downwards.
  Path2D outline(String text, double size) throws IOException {
    Path2D all = new GeneralPath();
    double scale = size / unitsPerEm;
    double x = 0;
    for (int c : known(text).codePoints().toArray()) {
      int id = glyphs.getGlyphId(c);
      GlyphData glyph = font.getGlyph().getGlyph(id);
      if (glyph != null) { // a space has none
        AffineTransform place = new AffineTransform(scale, 0, 0, -scale, x * scale, 0);
        all.append(glyph.getPath().getPathIterator(place), false);
      }
      x += advance(id);
    }
    return all;
  }

  @Override
  public void close() throws IOException {
    font.close();
  }
}
