package dev.tenor.tools.badinput;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenor.ser.config.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;

/// A model file taken apart, to be damaged.
record ModelBytes(ObjectNode header, byte[] data) {
  static ModelBytes of(Path model) throws IOException {
    byte[] bytes = Files.readAllBytes(model);
    int length = (int) ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
    byte[] header = Arrays.copyOfRange(bytes, 8, 8 + length);
    byte[] data = Arrays.copyOfRange(bytes, 8 + length, bytes.length);
    return new ModelBytes((ObjectNode) Json.mapper().readTree(header), data);
  }

  /// The file with a changed header.
  byte[] with(Consumer<ObjectNode> change) throws IOException {
    ObjectNode copy = header.deepCopy();
    change.accept(copy);
    byte[] json = Json.mapper().writeValueAsBytes(copy);
    return ByteBuffer.allocate(8 + json.length + data.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(json.length)
        .put(json)
        .put(data)
        .array();
  }

  /// The file with another text of one metadata entry, null to remove it.
  byte[] withMetadata(String key, String text) throws IOException {
    return with(h -> {
      ObjectNode metadata = (ObjectNode) h.get("__metadata__");
      if (text == null) {
        metadata.remove(key);
      } else {
        metadata.put(key, text);
      }
    });
  }

  /// The file with one setting of the metadata replaced.
  ///
  /// @param json the new value
  byte[] withSetting(String key, String setting, String json) throws IOException {
    ObjectNode settings =
        (ObjectNode) Json.mapper().readTree(header.get("__metadata__").get(key).textValue());
    settings.set(setting, Json.mapper().readTree(json));
    return withMetadata(key, settings.toString());
  }

  /// The file with the first bytes of all weights replaced.
  byte[] withFirstWeight(float value) throws IOException {
    byte[] bytes = with(h -> {});
    ByteBuffer.wrap(bytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putFloat(bytes.length - data.length, value);
    return bytes;
  }
}
