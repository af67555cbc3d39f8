package dev.tenor.ser.audio;

import dev.tenor.ser.DataException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/// Reads the pages of an Ogg file one after the other and checks them.
final class OggPages {
  private static final int HEADER_BYTES = 27;
  private static final int CHECKSUM_AT = 22;
  private static final int POLYNOMIAL = 0x04c1_1db7;
  private static final int[] CRC = new int[256];

  static {
    for (int i = 0; i < CRC.length; i++) {
      int sum = i << 24;
      for (int bit = 0; bit < 8; bit++) {
        sum = sum << 1 ^ (sum < 0 ? POLYNOMIAL : 0);
      }
      CRC[i] = sum;
    }
  }

  private final Path file;
  private final InputStream in;
  private boolean foreign;

  OggPages(Path file, InputStream in) {
    this.file = file;
    this.in = in;
  }

  /// Whether something else than a page follows the last one.
  boolean endsInForeignBytes() {
    return foreign;
  }

  /// @return the next page, null where none follows
  /// @throws DataException where it is torn or damaged
  OggPage next() throws IOException {
    byte[] header = in.readNBytes(HEADER_BYTES);
    if (header.length < 4 || !AudioFormat.startsWith(header, 0, "OggS")) {
      foreign = header.length > 0;
      return null;
    }
    byte[] lacing = exactly(header.length < HEADER_BYTES ? 1 : header[26] & 0xff);
    int length = 0;
    for (byte segment : lacing) {
      length += segment & 0xff;
    }
    byte[] body = exactly(length);
    ByteBuffer fields = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
    int sequence = fields.getInt(18);
    int declared = fields.getInt(CHECKSUM_AT);
    fields.putInt(CHECKSUM_AT, 0);
    if (checksum(checksum(checksum(0, header), lacing), body) != declared) {
      throw new DataException(
          file
              + ": Ogg is damaged (page "
              + sequence
              + " does not match its checksum); copy it again");
    }
    return new OggPage(header[5], fields.getLong(6), fields.getInt(14), sequence, lacing, body);
  }

  private byte[] exactly(int count) throws IOException {
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw new DataException(file + ": was cut short, its last Ogg page is torn; copy it again");
    }
    return bytes;
  }

  /// CRC-32 that begins with the highest bit and inverts nothing, unlike Java's.
  private static int checksum(int crc, byte[] bytes) {
    int sum = crc;
    for (byte value : bytes) {
      sum = sum << 8 ^ CRC[(sum >>> 24 ^ value) & 0xff];
    }
    return sum;
  }
}
