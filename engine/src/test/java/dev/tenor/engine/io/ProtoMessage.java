package dev.tenor.engine.io;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A message as any Protocol Buffers parser reads it without its schema: the values by field
/// number, as Long (varint), Double (64 bits), Float (32 bits) or bytes.
public record ProtoMessage(Map<Integer, List<Object>> fields) {
  public static ProtoMessage parse(byte[] bytes) {
    Map<Integer, List<Object>> fields = new TreeMap<>();
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    while (in.hasRemaining()) {
      long key = varint(in);
      Object value =
          switch ((int) key & 7) {
            case 0 -> varint(in);
            case 1 -> in.getDouble();
            case 2 -> {
              byte[] content = new byte[(int) varint(in)];
              in.get(content);
              yield content;
            }
            case 5 -> in.getFloat();
            default -> throw new IllegalArgumentException("wire type of key " + key);
          };
      fields.computeIfAbsent((int) (key >>> 3), number -> new ArrayList<>()).add(value);
    }
    return new ProtoMessage(fields);
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte b = in.get();
      value |= (b & 0x7FL) << shift;
      if (b >= 0) {
        return value;
      }
    }
  }

  private List<Object> all(int field) {
    return fields.getOrDefault(field, List.of());
  }

  public List<ProtoMessage> messages(int field) {
    return all(field).stream().map(value -> parse((byte[]) value)).toList();
  }

  public ProtoMessage message(int field) {
    return messages(field).getFirst();
  }

  public List<String> texts(int field) {
    return all(field).stream()
        .map(value -> new String((byte[]) value, StandardCharsets.UTF_8))
        .toList();
  }

  public String text(int field) {
    return texts(field).getFirst();
  }

  public List<Long> integers(int field) {
    return all(field).stream().map(Long.class::cast).toList();
  }

  public float[] floats(int field) {
    ByteBuffer raw = ByteBuffer.wrap((byte[]) all(field).getFirst());
    float[] values = new float[raw.remaining() / Float.BYTES];
    raw.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
    return values;
  }
}
