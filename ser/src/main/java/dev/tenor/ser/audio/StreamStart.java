package dev.tenor.ser.audio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;

/// Where a recording begins in its file, after tags, zeros and junk.
///
/// @param at position of its first byte
/// @param head what the file has from there on, or after its tags where no recording is found
record StreamStart(AudioFormat format, long at, byte[] head) {
  /// How far zeros or junk may reach.
  private static final int SEARCHED_BYTES = 1 << 16;

  /// Three of the longest MPEG frames.
  private static final int LOOK_AHEAD = 3 * 2881;

  /// The number of bytes that [#mayBegin] needs.
  static final int NEEDED_BYTES = SEARCHED_BYTES + LOOK_AHEAD;

  private static final int TAG_HEADER_BYTES = 32;

  static StreamStart of(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      long at = tagsEnd(channel);
      byte[] head = read(channel, at, NEEDED_BYTES);
      int offset = search(head);
      return offset < 0
          ? new StreamStart(AudioFormat.UNKNOWN, at, head)
          : new StreamStart(AudioFormat.of(head, offset), at + offset, head);
    }
  }

  /// Whether a file that begins like this may hold a recording, if only after a long tag.
  static boolean mayBegin(byte[] head) {
    return tagBytes(head) > 0 || search(head) >= 0;
  }

  /// The end of all ID3v2 and APE tags that follow each other from the beginning, with zeros
  /// between them.
  private static long tagsEnd(FileChannel channel) throws IOException {
    long at = 0;
    long end = 0;
    while (at < channel.size()) {
      byte[] head = read(channel, at, SEARCHED_BYTES);
      long bytes = tagBytes(head);
      if (bytes > 0) {
        at += bytes;
        end = at;
      } else {
        int zeros = zeros(head);
        at += zeros;
        if (end == 0
            || zeros == 0
            || zeros == head.length
            || tagBytes(read(channel, at, 32)) == 0) {
          return Math.min(end, channel.size());
        }
      }
    }
    return Math.min(end, channel.size());
  }

  /// Length of the tag at the beginning, 0 where there is none.
  private static long tagBytes(byte[] head) {
    if (head.length >= 10 && AudioFormat.startsWith(head, 0, "ID3") && (head[3] & 0xff) < 0xff) {
      boolean footer = (head[5] & 0x10) != 0;
      return 10 + Id3.size(head, 0) + (footer ? 10 : 0);
    }
    if (head.length >= TAG_HEADER_BYTES && AudioFormat.startsWith(head, 0, "APETAGEX")) {
      return TAG_HEADER_BYTES
          + Integer.toUnsignedLong(Integer.reverseBytes(ByteBuffer.wrap(head).getInt(12)));
    }
    return 0;
  }

  private static int zeros(byte[] head) {
    int zeros = 0;
    while (zeros < head.length && head[zeros] == 0) {
      zeros++;
    }
    return zeros;
  }

  /// Offset of the first recording, −1 where there is none.
  private static int search(byte[] head) {
    AudioFormat first = AudioFormat.of(head, 0);
    if (first != AudioFormat.UNKNOWN && first != AudioFormat.MP3) {
      return 0;
    }
    if (ForeignFile.of(head) != null) { // which may hold anything, also the frames of a recording
      return -1;
    }
    int at = first == AudioFormat.MP3 ? 0 : 1;
    while (at > 0 && at < Math.min(head.length, SEARCHED_BYTES) && !begins(head, at)) {
      at++;
    }
    return at < Math.min(head.length, SEARCHED_BYTES) ? at : -1;
  }

  /// Whether a recording begins here, in the middle of other bytes.
  private static boolean begins(byte[] head, int at) {
    return switch (AudioFormat.of(head, at)) {
      case WAV, AIFF -> true;
      case FLAC -> at + 8 <= head.length && (head[at + 4] & 0x7f) == 0 && head[at + 7] == 34;
      case OGG -> at + 5 <= head.length && head[at + 4] == 0;
      case MP3 -> MpegSync.isStream(head, at);
      default -> false; // four letters may mean anything
    };
  }

  private static byte[] read(FileChannel channel, long at, int count) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(count, channel.size() - at));
    while (bytes.hasRemaining() && channel.read(bytes, at + bytes.position()) >= 0) {}
    return Arrays.copyOf(bytes.array(), bytes.position());
  }
}
