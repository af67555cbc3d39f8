package dev.tenor.ser.corpus;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Text files of corpora, which come in several encodings.
final class TextFile {
  private static final Charset CHINESE = Charset.forName("GB18030");

  private TextFile() {}

  /// UTF-16 with a byte order mark, else UTF-8, else GB18030, which reads any Chinese encoding of
  /// the mainland.
  static String read(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    int mark = bytes.length < 2 ? 0 : (bytes[0] & 0xFF) << 8 | bytes[1] & 0xFF;
    if (mark == 0xFEFF || mark == 0xFFFE) {
      return new String(bytes, StandardCharsets.UTF_16);
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException _) {
      return new String(bytes, CHINESE);
    }
  }
}
