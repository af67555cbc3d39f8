package dev.tenor.ser.plot;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.fontbox.ttf.FontHeaders;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.util.autodetect.FontFileFinder;
import org.apache.pdfbox.io.RandomAccessReadBufferedFile;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/// The TrueType fonts of the machine, regular weight alone. Others (OpenType with CFF outlines,
/// collections) cannot be put into a PDF.
public final class InstalledFonts {
  private static final Set<String> REGULAR = Set.of("regular", "book", "roman", "normal");

  private static final String NEEDED = "0123456789.,−–()%?abcxyzABCXYZ";

  private InstalledFonts() {}

  /// Confirms that a font can be used.
  ///
  /// @throws IllegalArgumentException if there is no such font; the message names those that are;
  ///   or if it has no letters, or may not be put into files
  public static void check(String family) throws IOException {
    try (Typeface font = Typeface.open(family);
        PDDocument document = new PDDocument()) {
      if (!font.known(NEEDED).equals(NEEDED)) {
        throw new IllegalArgumentException(
            "font '" + family + "' lacks letters or digits; choose another");
      }
      embed(family, font, document);
    }
  }

  private static void embed(String family, Typeface font, PDDocument document) {
    try {
      PDType0Font.load(document, font.font(), true);
    } catch (IOException e) { // its maker does not permit it
      throw new IllegalArgumentException(
          "font '" + family + "' cannot be put into a PDF (" + e.getMessage() + "); choose another",
          e);
    }
  }

  /// @throws IllegalArgumentException if there is no such font
  static File file(String family) {
    TreeMap<String, File> files = files();
    File file = files.get(family);
    if (file == null) {
      Collection<String> names = new TreeSet<>(files.keySet());
      names.add(Typeface.BUILT_IN);
      throw new IllegalArgumentException(
          "there is no TrueType font '" + family + "'; there are: " + String.join(", ", names));
    }
    return file;
  }

  /// Family → file; the first path in alphabetical order where there are several.
  private static TreeMap<String, File> files() {
    List<String> paths = new ArrayList<>();
    for (URI uri : new FontFileFinder().find()) {
      if (uri.getPath().toLowerCase(Locale.ROOT).endsWith(".ttf")) {
        paths.add(uri.getPath());
      }
    }
    TreeMap<String, File> files = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String path : paths.stream().sorted().toList()) {
      FontHeaders headers = headers(new File(path));
      if (headers != null && isRegular(headers)) {
        files.putIfAbsent(headers.getFontFamily(), new File(path));
      }
    }
    return files;
  }

  /// Null for a file that is no font.
  private static FontHeaders headers(File file) {
    try {
      return new TTFParser().parseTableHeaders(new RandomAccessReadBufferedFile(file));
    } catch (IOException | RuntimeException _) {
      return null;
    }
  }

  private static boolean isRegular(FontHeaders headers) {
    return headers.getFontFamily() != null
        && headers.getFontSubFamily() != null
        && !headers.isOpenTypePostScript()
        && REGULAR.contains(headers.getFontSubFamily().toLowerCase(Locale.ROOT));
  }
}
