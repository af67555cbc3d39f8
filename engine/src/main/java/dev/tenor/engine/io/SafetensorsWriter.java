package dev.tenor.engine.io;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/// Builds a safetensors file. The same calls give the same bytes: metadata stand in the order of
/// insertion, and so do the tensors of one type; all I64 tensors precede the F32 ones, so that each
/// lies on a multiple of its element's size, which PyTorch's reader needs.
///
/// ```java
/// new SafetensorsWriter().metadata("seed", "1").add("weight", new int[] {2, 3}, w).write(path);
/// ```
public final class SafetensorsWriter {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int ALIGNMENT = 8;
  private static final int CHUNK_BYTES = 1 << 16;

  private final Map<String, String> metadata = new LinkedHashMap<>();
  private final Map<String, Tensor<long[]>> longs = new LinkedHashMap<>();
  private final Map<String, Tensor<float[]>> floats = new LinkedHashMap<>();

  private record Tensor<A>(DType dtype, int[] shape, A values, long bytes) {}

  /// Adds one entry of `__metadata__`.
  ///
  /// @throws IllegalArgumentException if the key was added before
  public SafetensorsWriter metadata(String key, String value) {
    checkText("metadata key", key);
    checkText("metadata value of '" + key + "'", value);
    if (metadata.putIfAbsent(key, value) != null) {
      throw new IllegalArgumentException("metadata '" + key + "' added twice; use another key");
    }
    return this;
  }

  /// Adds an F32 tensor; NaN and infinities keep their bits. The values are not copied: leave them
  /// as they are until the file is written.
  ///
  /// @param shape any rank; `[]` is a scalar
  /// @param values row-major, as many as the shape says
  /// @throws IllegalArgumentException if the name is taken or shape and values disagree
  public SafetensorsWriter add(String name, int[] shape, float[] values) {
    check(name, DType.F32, shape, values.length);
    floats.put(
        name, new Tensor<>(DType.F32, shape.clone(), values, (long) values.length * Float.BYTES));
    return this;
  }

  /// Adds an I64 tensor, under the rules of [#add].
  public SafetensorsWriter addLongs(String name, int[] shape, long[] values) {
    check(name, DType.I64, shape, values.length);
    longs.put(
        name, new Tensor<>(DType.I64, shape.clone(), values, (long) values.length * Long.BYTES));
    return this;
  }

  /// Replaces `path` by this file, whole or not at all (see [AtomicFile#write]).
  public void write(Path path) throws IOException {
    AtomicFile.write(path, this::write);
  }

  /// Writes this file to a stream and leaves that open.
  ///
  /// @throws IllegalArgumentException if it exceeds what [Safetensors#read] takes: 100 MB of header
  ///   or 2 GiB of data
  public void write(OutputStream out) throws IOException {
    byte[] header = header();
    ByteBuffer buffer = ByteBuffer.allocate(CHUNK_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    out.write(buffer.array(), 0, buffer.putLong(header.length).position());
    out.write(header);
    for (Tensor<long[]> tensor : longs.values()) {
      writeLongs(tensor.values(), buffer, out);
    }
    for (Tensor<float[]> tensor : floats.values()) {
      writeFloats(tensor.values(), buffer, out);
    }
  }

  public byte[] toBytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      write(out);
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail to be written", e);
    }
    return out.toByteArray();
  }

  private static void writeLongs(long[] values, ByteBuffer buffer, OutputStream out)
      throws IOException {
    int chunk = CHUNK_BYTES / Long.BYTES;
    for (int i = 0; i < values.length; i += chunk) {
      int n = Math.min(chunk, values.length - i);
      buffer.clear().asLongBuffer().put(values, i, n);
      out.write(buffer.array(), 0, n * Long.BYTES);
    }
  }

  private static void writeFloats(float[] values, ByteBuffer buffer, OutputStream out)
      throws IOException {
    int chunk = CHUNK_BYTES / Float.BYTES;
    for (int i = 0; i < values.length; i += chunk) {
      int n = Math.min(chunk, values.length - i);
      buffer.clear().asFloatBuffer().put(values, i, n);
      out.write(buffer.array(), 0, n * Float.BYTES);
    }
  }

  /// The JSON header, padded with spaces so that the data begin on a multiple of 8 bytes.
  private byte[] header() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      writeMetadata(json);
      long end = writeEntries(json, longs, 0);
      end = writeEntries(json, floats, end);
      json.writeEndObject();
      checkLimit("data", end, SafetensorsHeader.MAX_DATA_BYTES);
    }
    byte[] header = bytes.toByteArray();
    int padded = (header.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    checkLimit("header", padded, SafetensorsHeader.MAX_BYTES);
    byte[] out = Arrays.copyOf(header, padded);
    Arrays.fill(out, header.length, padded, (byte) ' ');
    return out;
  }

  private void writeMetadata(JsonGenerator json) throws IOException {
    if (metadata.isEmpty()) {
      return;
    }
    json.writeObjectFieldStart(SafetensorsHeader.METADATA);
    for (Map.Entry<String, String> entry : metadata.entrySet()) {
      json.writeStringField(entry.getKey(), entry.getValue());
    }
    json.writeEndObject();
  }

  private static <A> long writeEntries(
      JsonGenerator json, Map<String, Tensor<A>> tensors, long begin) throws IOException {
    long end = begin;
    for (Map.Entry<String, Tensor<A>> entry : tensors.entrySet()) {
      Tensor<A> tensor = entry.getValue();
      json.writeObjectFieldStart(entry.getKey());
      json.writeStringField("dtype", tensor.dtype().name());
      json.writeFieldName("shape");
      json.writeArray(tensor.shape(), 0, tensor.shape().length);
      json.writeFieldName("data_offsets");
      json.writeArray(new long[] {end, end + tensor.bytes()}, 0, 2);
      json.writeEndObject();
      end += tensor.bytes();
    }
    return end;
  }

  private void check(String name, DType dtype, int[] shape, int length) {
    checkText("tensor name", name);
    if (name.equals(SafetensorsHeader.METADATA)) {
      throw new IllegalArgumentException("'" + name + "' is reserved; use metadata(key, value)");
    }
    if (floats.containsKey(name) || longs.containsKey(name)) {
      throw new IllegalArgumentException("tensor '" + name + "' added twice; use another name");
    }
    if (!TensorEntry.fits(dtype, shape, (long) length * dtype.bytes())) {
      String shapeText = Arrays.toString(shape);
      throw new IllegalArgumentException(
          "tensor '" + name + "': shape " + shapeText + " does not fit " + length + " values");
    }
  }

  private static void checkText(String what, String text) {
    Objects.requireNonNull(text, what);
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw new IllegalArgumentException(what + " has an unpaired surrogate; UTF-8 has none");
    }
  }

  private static void checkLimit(String what, long bytes, long limit) {
    if (bytes > limit) {
      throw new IllegalArgumentException(
          bytes + " bytes of " + what + " exceed the limit of " + limit + "; split the file");
    }
  }
}
