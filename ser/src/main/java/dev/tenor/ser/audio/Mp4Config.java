package dev.tenor.ser.audio;

import dev.tenor.ser.DataException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Finds the AAC decoder's configuration in the sample description of an MP4 track: a chain of
/// descriptors in the box `esds` (ISO 14496-1, 7.2.6).
final class Mp4Config {
  private static final int ENTRY_AT = 8;
  private static final int ENTRY_BYTES = 36;
  private static final int MPEG4_AUDIO = 0x40;
  private static final int MPEG2_MAIN = 0x66;
  private static final int MPEG2_SSR = 0x68;

  private Mp4Config() {}

  /// @param stsd the body of the sample description
  /// @throws UnsupportedCodingException where the sound is not AAC
  static byte[] of(Path file, ByteBuffer stsd) throws IOException {
    if (stsd.capacity() < ENTRY_AT + ENTRY_BYTES) {
      throw Mp4Track.damaged(file, "its sample description is empty");
    }
    String codec = StandardCharsets.ISO_8859_1.decode(stsd.slice(ENTRY_AT + 4, 4)).toString();
    if (!codec.equals("mp4a")) {
      throw new UnsupportedCodingException("MP4 with sound of kind '" + codec.strip() + "'");
    }
    int version = stsd.getShort(ENTRY_AT + 16); // QuickTime's have more fields
    int fields = ENTRY_BYTES + (version == 1 ? 16 : version == 2 ? 36 : 0);
    ByteBuffer boxes = stsd.slice(ENTRY_AT + fields, stsd.capacity() - ENTRY_AT - fields);
    ByteBuffer esds = Mp4Box.find(boxes, "esds");
    if (esds == null) {
      esds = Mp4Box.find(boxes, "wave", "esds");
    }
    if (esds == null) {
      throw Mp4Track.damaged(file, "its sound lacks 'esds'");
    }
    return config(file, esds.position(4));
  }

  private static byte[] config(Path file, ByteBuffer in) throws IOException {
    descriptor(file, in, 3);
    in.getShort();
    int flags = in.get();
    in.position(in.position() + ((flags & 0x80) != 0 ? 2 : 0));
    if ((flags & 0x40) != 0) {
      in.position(in.position() + 1 + (in.get(in.position()) & 0xff));
    }
    in.position(in.position() + ((flags & 0x20) != 0 ? 2 : 0));
    descriptor(file, in, 4);
    int type = in.get() & 0xff;
    if (type != MPEG4_AUDIO && (type < MPEG2_MAIN || type > MPEG2_SSR)) {
      throw new UnsupportedCodingException("MP4 with sound of type 0x" + Integer.toHexString(type));
    }
    in.position(in.position() + 12);
    byte[] config = new byte[descriptor(file, in, 5)];
    in.get(config);
    return config;
  }

  /// @return the length of a descriptor's body, seven bits per byte
  private static int descriptor(Path file, ByteBuffer in, int tag) throws DataException {
    int found = in.get();
    if (found != tag) {
      throw Mp4Track.damaged(file, "descriptor " + found + " stands in place of " + tag);
    }
    int length = 0;
    int next;
    do {
      next = in.get();
      length = length << 7 | next & 0x7f;
    } while (next < 0);
    return length;
  }
}
