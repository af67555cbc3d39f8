package dev.tenor.ser.corpus;

import dev.tenor.ser.DataException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// Text files of corpora, which come in several encodings. Pipes are read as files are.
public final class TextFile {
  private static final Charset CHINESE = Charset.forName("GB18030");
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private TextFile() {}

  /// UTF-16, else UTF-8, else GB18030, which reads any Chinese encoding of the mainland.
  public static String read(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    try {
      return unicode(bytes);
    } catch (CharacterCodingException _) {
      return new String(bytes, CHINESE);
    }
  }

  /// UTF-8 or UTF-16, with or without a byte order mark.
  ///
  /// @throws DataException if there is no such file, or it is no such text
  public static String readUnicode(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new DataException(file + ": is a folder; name the manifest in it");
    }
    try {
      return unicode(Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      throw new DataException(file + ": no such file; give a manifest", e);
    } catch (CharacterCodingException e) {
      throw new DataException(file + ": is not UTF-8 text; save the manifest as UTF-8", e);
    }
  }

  private static String unicode(byte[] bytes) throws CharacterCodingException {
    String text = charset(bytes).newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
  }

  /// UTF-16 is recognised by its byte order mark, or by a zero byte in the first character.
  private static Charset charset(byte[] bytes) {
    int first = bytes.length < 2 ? -1 : (bytes[0] & 0xFF) << 8 | bytes[1] & 0xFF;
    if (first == 0xFEFF || (first > 0 && first < 0x80)) {
      return StandardCharsets.UTF_16BE;
    }
    boolean little = first == 0xFFFE || (first > 0 && (first & 0xFF) == 0 && first < 0x8000);
    return little ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_8;
  }
}
