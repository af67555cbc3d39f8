package dev.tenor.engine.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// Safetensors files put together by hand, right or wrong.
final class RawFile {
  private RawFile() {}

  static byte[] bytes(long headerLength, byte[] header, byte[] data) {
    return ByteBuffer.allocate(8 + header.length + data.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(headerLength)
        .put(header)
        .put(data)
        .array();
  }

  static byte[] bytes(String header, byte[] data) {
    byte[] utf8 = header.getBytes(StandardCharsets.UTF_8);
    return bytes(utf8.length, utf8, data);
  }

  /// A file with one tensor `x`.
  static byte[] tensor(String dtype, String shape, byte[] data) {
    String entry = "{'x':{'dtype':'%s','shape':%s,'data_offsets':[0,%d]}}";
    return bytes(
        String.format(Locale.ROOT, entry, dtype, shape, data.length).replace('\'', '"'), data);
  }

  static Safetensors read(Path folder, byte[] content) throws IOException {
    return Safetensors.read(Files.write(folder.resolve("test.safetensors"), content));
  }
}
