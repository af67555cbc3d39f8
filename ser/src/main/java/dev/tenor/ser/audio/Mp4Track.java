package dev.tenor.ser.audio;

import dev.tenor.ser.DataException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The first AAC track of an MP4 file (ISO 14496-12 and -14): where its frames lie, and which part
/// of their sound is the recording.
///
/// @param config the decoder's AudioSpecificConfig
/// @param offsets of the frames in the file
/// @param sizes of the frames in bytes
/// @param start seconds at the beginning that are the encoder's run-up
/// @param seconds of the recording after that
/// @param warning what could not be honoured, or null
record Mp4Track(
    byte[] config, long[] offsets, int[] sizes, double start, double seconds, String warning) {
  private static final long MAX_INDEX_BYTES = 1 << 28;

  /// iTunes' gapless tag: run-up, padding and length, in samples.
  private static final Pattern GAPLESS =
      Pattern.compile("iTunSMPB.{0,40}? [0-9A-F]{8} ([0-9A-F]{8}) ([0-9A-F]{8})", Pattern.DOTALL);

  /// @throws UnsupportedCodingException where the sound is not AAC, or its index not in one place
  static Mp4Track of(Path file, FileChannel channel) throws IOException {
    ByteBuffer moov = null;
    boolean fragments = false;
    long at = 0;
    while (at + Mp4Box.HEADER_BYTES <= channel.size()) {
      Mp4Box box = Mp4Box.at(channel, at);
      if (box.type().equals("moov") && box.end() <= channel.size()) {
        if (box.bodyBytes() > MAX_INDEX_BYTES) {
          throw damaged(file, "its index has " + box.bodyBytes() + " bytes");
        }
        moov = Mp4Box.read(channel, box.body(), (int) box.bodyBytes());
      }
      fragments |= box.type().equals("moof");
      at = box.end();
    }
    if (moov == null) {
      throw new DataException(
          file + ": was cut short, its MP4 index (moov) is missing; copy it again");
    }
    return new Mp4Index(file, moov, fragments).track(channel.size());
  }

  /// {run-up, padding} of iTunes' tag in samples; null if there is none.
  static long[] gapless(ByteBuffer moov) {
    Matcher tag = GAPLESS.matcher(StandardCharsets.ISO_8859_1.decode(moov.duplicate().rewind()));
    return tag.find()
        ? new long[] {Long.parseLong(tag.group(1), 16), Long.parseLong(tag.group(2), 16)}
        : null;
  }

  static DataException damaged(Path file, String what) {
    return new DataException(file + ": MP4 is damaged (" + what + "); copy or record it again");
  }
}
