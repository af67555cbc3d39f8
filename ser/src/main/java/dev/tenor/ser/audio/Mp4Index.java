package dev.tenor.ser.audio;

import dev.tenor.ser.DataException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

/// Reads the index of an MP4 file.
final class Mp4Index {
  private final Path file;
  private final ByteBuffer moov;
  private final boolean fragments;

  /// @param moov the index' body
  /// @param fragments whether others follow it
  Mp4Index(Path file, ByteBuffer moov, boolean fragments) {
    this.file = file;
    this.moov = moov;
    this.fragments = fragments;
  }

  /// @param fileBytes length of the file, where frames must end
  Mp4Track track(long fileBytes) throws IOException {
    int i = 0;
    for (ByteBuffer trak = Mp4Box.next(moov, i++, "trak");
        trak != null;
        trak = Mp4Box.next(moov, i++, "trak")) {
      ByteBuffer handler = Mp4Box.find(trak, "mdia", "hdlr");
      if (handler != null && ascii(handler, 8).equals("soun")) {
        return track(trak, fileBytes);
      }
    }
    throw new DataException(file + ": is an MP4 file without sound; name another");
  }

  private Mp4Track track(ByteBuffer trak, long fileBytes) throws IOException {
    ByteBuffer media = need(trak, "mdia");
    ByteBuffer table = need(need(media, "minf"), "stbl");
    byte[] config = Mp4Config.of(file, need(table, "stsd"));
    if (fragments) {
      throw new UnsupportedCodingException("MP4 in fragments");
    }
    ByteBuffer header = need(media, "mdhd");
    boolean wide = header.get(0) == 1;
    double scale = Integer.toUnsignedLong(header.getInt(wide ? 20 : 12));
    double length = (wide ? header.getLong(24) : unsigned(header, 16)) / scale;
    int[] sizes = sizes(need(table, "stsz"), fileBytes);
    long[] offsets = offsets(table, sizes);
    for (int i = 0; i < sizes.length; i++) {
      if (offsets[i] + sizes[i] > fileBytes) {
        throw new DataException(
            String.format(
                Locale.ROOT,
                "%s: was cut short, frame %d of %d ends at byte %d but the file at %d; copy it"
                    + " again",
                file,
                i + 1,
                sizes.length,
                offsets[i] + sizes[i],
                fileBytes));
      }
    }
    return trimmed(new Mp4Track(config, offsets, sizes, 0, length, null), trak, scale);
  }

  private int[] sizes(ByteBuffer stsz, long fileBytes) throws DataException {
    int common = stsz.getInt(4);
    int count = stsz.getInt(8);
    long most = common == 0 ? (stsz.capacity() - 12) / 4 : fileBytes / Math.max(1, common);
    if (count < 0 || count > most) {
      throw Mp4Track.damaged(file, "its index counts " + Integer.toUnsignedLong(count) + " frames");
    }
    int[] sizes = new int[count];
    for (int i = 0; i < count; i++) {
      sizes[i] = common != 0 ? common : stsz.getInt(12 + 4 * i);
      if (sizes[i] < 0) {
        throw Mp4Track.damaged(file, "frame " + i + " has no size");
      }
    }
    return sizes;
  }

  /// Frames are stored in chunks at any offsets; a table has the number of frames per chunk.
  private long[] offsets(ByteBuffer table, int[] sizes) throws DataException {
    ByteBuffer chunks = Mp4Box.find(table, "stco");
    boolean wide = chunks == null;
    chunks = wide ? need(table, "co64") : chunks;
    ByteBuffer runs = need(table, "stsc");
    long[] offsets = new long[sizes.length];
    int run = 0;
    int frame = 0;
    for (int chunk = 0; chunk < chunks.getInt(4) && frame < sizes.length; chunk++) {
      if (run + 1 < runs.getInt(4) && runs.getInt(8 + 12 * (run + 1)) <= chunk + 1) {
        run++;
      }
      long at = wide ? chunks.getLong(8 + 8 * chunk) : unsigned(chunks, 8 + 4 * chunk);
      int end = Math.min(sizes.length, frame + Math.max(0, runs.getInt(8 + 12 * run + 4)));
      for (; frame < end; frame++) {
        offsets[frame] = at;
        at += sizes[frame];
      }
    }
    if (frame < sizes.length) {
      throw Mp4Track.damaged(file, "its index places " + frame + " of " + sizes.length + " frames");
    }
    return offsets;
  }

  /// Removes what is no part of the recording by the edit list or else iTunes' tag.
  private Mp4Track trimmed(Mp4Track track, ByteBuffer trak, double scale) throws DataException {
    ByteBuffer edits = Mp4Box.find(trak, "edts", "elst");
    if (edits == null) {
      long[] gapless = Mp4Track.gapless(moov);
      return gapless == null
          ? track
          : cut(track, gapless[0] / scale, track.seconds() - (gapless[0] + gapless[1]) / scale);
    }
    ByteBuffer movie = need(moov, "mvhd");
    double movieScale = unsigned(movie, movie.get(0) == 1 ? 20 : 12);
    boolean wide = edits.get(0) == 1;
    int kept = 0;
    Mp4Track cut = track;
    for (int i = 0; i < edits.getInt(4); i++) {
      int at = 8 + i * (wide ? 20 : 12);
      double seconds = (wide ? edits.getLong(at) : unsigned(edits, at)) / movieScale;
      long start = wide ? edits.getLong(at + 8) : edits.getInt(at + 4);
      if (start >= 0 && kept++ == 0) { // others are pauses
        double rest = track.seconds() - start / scale;
        cut = cut(track, start / scale, seconds > 0 ? Math.min(seconds, rest) : rest);
      }
    }
    return kept < 2
        ? cut
        : new Mp4Track(
            track.config(),
            track.offsets(),
            track.sizes(),
            0,
            track.seconds(),
            "its edit list has " + kept + " pieces and is ignored: all sound of the file is read");
  }

  private static Mp4Track cut(Mp4Track track, double start, double seconds) {
    return new Mp4Track(
        track.config(), track.offsets(), track.sizes(), start, Math.max(0, seconds), null);
  }

  private ByteBuffer need(ByteBuffer bytes, String type) throws DataException {
    ByteBuffer box = Mp4Box.find(bytes, type);
    if (box == null) {
      throw Mp4Track.damaged(file, "its index lacks '" + type + "'");
    }
    return box;
  }

  private static long unsigned(ByteBuffer bytes, int at) {
    return Integer.toUnsignedLong(bytes.getInt(at));
  }

  private static String ascii(ByteBuffer bytes, int at) {
    return StandardCharsets.ISO_8859_1.decode(bytes.slice(at, 4)).toString();
  }
}
