package dev.tenor.ser.audio;

import dev.tenor.ser.DataException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// The frames of an MPEG audio file, found among tags, zeros and junk.
final class Mp3Frames {
  /// How far a next frame is searched after a damaged place.
  private static final int SEARCHED_BYTES = 1 << 16;

  private static final int WINDOW_BYTES = 1 << 17;
  private static final int ID3V1_BYTES = 128;
  private static final int ID3V1_EXTENSION_BYTES = 227;
  private static final int ID3V2_BYTES = 10;
  private static final int APE_BYTES = 32;
  private static final int LYRICS_END_BYTES = 9;

  private final Path file;
  private final InputStream in;
  private final List<String> warnings = new ArrayList<>();
  private byte[] window = new byte[0];
  private int at;

  /// Position of the window in the file.
  private long base;

  private boolean atEnd;
  private MpegHeader first;
  private MpegHeader header;

  /// @param start position of `in` in the file
  Mp3Frames(Path file, InputStream in, long start) {
    this.file = file;
    this.in = in;
    base = start;
  }

  /// What was passed over in the middle.
  List<String> warnings() {
    return warnings;
  }

  /// The header of the frame that [#next] returned.
  MpegHeader header() {
    return header;
  }

  /// @return the next frame, null at the end
  /// @throws DataException where the last one is torn
  /// @throws UnsupportedCodingException if its length is unknown
  byte[] next() throws IOException {
    fill();
    while (!isFrame(at, first)) {
      if (!pass()) {
        return null;
      }
      fill();
    }
    header = MpegHeader.of(window, at);
    if (header.kilobits() == 0) {
      throw new UnsupportedCodingException("MPEG audio of free format");
    }
    int end = at + header.frameBytes();
    if (end > window.length) {
      throw torn();
    }
    first = first == null ? header : first;
    byte[] frame = Arrays.copyOfRange(window, at, end);
    at = end;
    return frame;
  }

  /// Whether a frame begins here: of the kind of those before, or else one that another follows.
  private boolean isFrame(int where, MpegHeader like) {
    MpegHeader here = MpegHeader.of(window, where);
    return here != null && (like == null ? isFollowed(where, here) : here.isLike(like));
  }

  /// A single header occurs by chance in any kind of data.
  private boolean isFollowed(int where, MpegHeader here) {
    int next = where + here.frameBytes();
    return here.kilobits() == 0
        ? where == 0
        : next >= window.length || here.isLike(MpegHeader.of(window, next));
  }

  /// Passes over what is no frame.
  ///
  /// @return whether something may follow
  private boolean pass() throws IOException {
    long tag = tagBytes();
    if (tag > 0) {
      skip(tag);
      return true;
    }
    int left = window.length - at;
    if (left < MpegHeader.BYTES) {
      if (left > 0 && window[at] == -1) {
        throw torn();
      }
      return false;
    }
    int found = search();
    if (found < 0) {
      return false;
    }
    if (first != null) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "%d bytes at byte %d are no MPEG audio, sound may be missing there",
              found - at,
              base + at));
    }
    at = found;
    return true;
  }

  /// @return where the next frame begins that another of its kind follows, −1 where none does
  private int search() {
    int end = Math.min(window.length, at + SEARCHED_BYTES);
    for (int i = at + 1; i < end; i++) {
      MpegHeader here = MpegHeader.of(window, i);
      if (here != null
          && here.kilobits() > 0
          && (first == null || here.isLike(first))
          && isFollowed(i, here)) {
        return i;
      }
    }
    return -1;
  }

  /// Length of a tag that begins here: ID3v1 with its extension, ID3v2, APE, Lyrics3.
  private long tagBytes() {
    if (AudioFormat.startsWith(window, at, "TAG+")) {
      return ID3V1_EXTENSION_BYTES;
    }
    if (AudioFormat.startsWith(window, at, "TAG")) {
      return ID3V1_BYTES;
    }
    if (AudioFormat.startsWith(window, at, "APETAGEX") && at + APE_BYTES <= window.length) {
      ByteBuffer tag = ByteBuffer.wrap(window, at, APE_BYTES).order(ByteOrder.LITTLE_ENDIAN);
      boolean header = (tag.getInt(at + 20) & 1 << 29) != 0; // whose size leaves itself out
      return Integer.toUnsignedLong(tag.getInt(at + 12)) + (header ? APE_BYTES : 0);
    }
    if (AudioFormat.startsWith(window, at, "LYRICSBEGIN")) {
      return lyricsBytes();
    }
    if (AudioFormat.startsWith(window, at, "ID3") && at + ID3V2_BYTES <= window.length) {
      int ends = (window[at + 5] & 0x10) != 0 ? 2 : 1; // header and footer
      return ends * ID3V2_BYTES + Id3.size(window, at);
    }
    return 0;
  }

  private long lyricsBytes() {
    for (int i = at; i + LYRICS_END_BYTES <= window.length; i++) {
      if (AudioFormat.startsWith(window, i, "LYRICS200")
          || AudioFormat.startsWith(window, i, "LYRICSEND")) {
        return i + LYRICS_END_BYTES - at;
      }
    }
    return 0;
  }

  private void skip(long bytes) throws IOException {
    int here = (int) Math.min(bytes, window.length - at);
    at += here;
    base += in.skip(bytes - here);
  }

  /// Keeps a stretch of the file in the window, from the current place on.
  private void fill() throws IOException {
    if (!atEnd && window.length - at < WINDOW_BYTES / 2) {
      byte[] more = in.readNBytes(WINDOW_BYTES - (window.length - at));
      byte[] joined = Arrays.copyOfRange(window, at, window.length + more.length);
      System.arraycopy(more, 0, joined, window.length - at, more.length);
      atEnd = more.length == 0;
      base += at;
      window = joined;
      at = 0;
    }
  }

  private DataException torn() {
    return new DataException(
        file + ": was cut short, its last MPEG frame is torn; copy or export it again");
  }
}
