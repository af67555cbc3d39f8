package dev.tenor.ser.audio;

import java.io.IOException;
import java.nio.ByteBuffer;

/// Checks whether the length in a WAV file's header is valid.
///
/// Recorders write the header first and the lengths at last. What they leave where they crash, or
/// where they write to a pipe, is 0 or a number near 2³¹ or 2³²; RF64 moves the length to the
/// `ds64` chunk, which may have stayed empty too.
final class WavLength {
  private static final long IN_DS64 = 0xffff_ffffL;
  private static final long NEAR = 1 << 16;

  private final FileBytes in;
  private final long riffBytes;
  private long wideBytes;

  /// @param riffBytes the length in the outer header
  WavLength(FileBytes in, long riffBytes) {
    this.in = in;
    this.riffBytes = riffBytes;
  }

  /// The length of the samples by `ds64`.
  void wide(long bytes) {
    wideBytes = bytes;
  }

  /// The length of the samples, as declared in the `data` chunk or where that refers to.
  long dataBytes(long declared) {
    return declared == IN_DS64 && wideBytes > 0 ? wideBytes : declared;
  }

  /// Whether the length in `data` was never filled in, so that the samples reach to the end of the
  /// file.
  ///
  /// @param start of the samples
  boolean isUnknown(long declared, long start) throws IOException {
    long present = in.size() - start;
    if (declared == 0) {
      return present > 0 && !chunksFollow(start);
    }
    if (declared <= present || declared == IN_DS64 && wideBytes > 0) {
      return false;
    }
    boolean outerIsRight = riffBytes + 8 == in.size();
    boolean outerIsUnset = riffBytes + 8 <= start || isPlaceholder(riffBytes);
    return declared == IN_DS64 || isPlaceholder(declared) && (outerIsRight || outerIsUnset);
  }

  /// Near 2³¹ or 2³² from below; RIFF's own length is a little more than that of the samples.
  private static boolean isPlaceholder(long declared) {
    return declared >= (1L << 31) - NEAR && declared < (1L << 31) + NEAR
        || declared >= (1L << 32) - NEAR;
  }

  /// Whether chunks with sensible names fill the file from here: then the samples are really none.
  private boolean chunksFollow(long from) throws IOException {
    long at = from;
    while (at + 8 <= in.size()) {
      ByteBuffer header = in.at(at, 8);
      if (!FileBytes.fourLetters(header, 0).matches("[ -~]{4}")) {
        return false;
      }
      long size = Integer.toUnsignedLong(header.getInt(4));
      at += 8 + size + (size & 1);
    }
    return at == in.size() || at == in.size() + 1; // the last pad byte may be missing
  }
}
