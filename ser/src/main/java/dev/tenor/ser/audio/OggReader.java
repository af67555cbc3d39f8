package dev.tenor.ser.audio;

import dev.tenor.ser.DataException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Ogg with Vorbis or Opus (RFC 3533). Streams that follow each other (a chain) are read as one
/// recording; of streams side by side (multiplexed) the first with sound is read.
///
/// All pages are read and checked, also after the last sample that is wanted: for the length of the
/// recording and whether it is complete.
final class OggReader {
  private static final String NO_END =
      "its last Ogg page lacks the end mark; the recording may go on elsewhere";

  private final Path file;
  private final FrameSink sink;
  private final List<String> warnings = new ArrayList<>();

  /// The stream that is read, null before the first.
  private OggLink link;

  private OggCodec.Head head;

  /// How the first stream of another codec begins.
  private String other;

  private int beside;

  /// Samples per channel of the streams before this one in a chain.
  private long earlier;

  private OggReader(Path file, FrameSink sink) {
    this.file = file;
    this.sink = sink;
  }

  /// @param start where the first page lies, after tags
  /// @throws UnsupportedCodingException if the decoder does not support the settings in the headers
  static Decoded read(Path file, long start, FrameSink sink) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      in.skipNBytes(start);
      return new OggReader(file, sink).read(new OggPages(file, in));
    }
  }

  private Decoded read(OggPages pages) throws IOException {
    for (OggPage page = pages.next(); page != null; page = pages.next()) {
      if (page.isFirst()) {
        begin(page);
      } else if (link != null && page.serial() == link.serial()) {
        link.take(page);
      }
    }
    if (link == null) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "%s: is an Ogg file of another codec than Vorbis or Opus ('%s'); convert it to WAV or"
                  + " FLAC",
              file,
              other));
    }
    if (pages.endsInForeignBytes() && !link.hasEnd()) {
      throw new DataException(
          file
              + ": Ogg is damaged (other bytes follow a page that is not the last); copy it again");
    }
    finish();
    if (beside > 0) {
      warnings.add((1 + beside) + " recordings side by side in one Ogg file, the first is read");
    }
    if (!link.hasSound()) {
      throw new DataException(
          file + ": was cut short, no sound follows its Ogg headers; copy it again");
    }
    return new Decoded(earlier, warnings);
  }

  /// Streams that begin before the first page with sound are side by side, later ones follow.
  private void begin(OggPage page) throws IOException {
    OggCodec codec = OggCodec.of(file, page.body());
    if (codec == null) {
      other =
          new String(page.body(), 0, Math.min(8, page.body().length), StandardCharsets.ISO_8859_1)
              .replaceAll("[^\\x20-\\x7e]", ".");
    } else if (link != null && !link.hasPages()) {
      beside++;
    } else {
      if (link != null) {
        finish();
        checkUnchanged(codec.head());
      }
      head = codec.head();
      link = new OggLink(file, page, codec, sink, link != null && link.hasBegun());
    }
  }

  private void finish() throws IOException {
    earlier += link.finish();
    if (!link.hasEnd() && !warnings.contains(NO_END)) {
      warnings.add(NO_END);
    }
  }

  private void checkUnchanged(OggCodec.Head next) throws DataException {
    if (next.rate() != head.rate() || next.channels() != head.channels()) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "%s: holds several Ogg recordings, one of %d channels at %d Hz after one of %d at"
                  + " %d Hz; split it there",
              file,
              next.channels(),
              next.rate(),
              head.channels(),
              head.rate()));
    }
  }
}
