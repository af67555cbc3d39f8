package dev.tenor.engine.io;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Encodes one message in the Protocol Buffers wire format: each field is a key, (number << 3) |
/// wire type, and a value. A repeated field is written once for each element.
public final class ProtoWriter {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int BYTES = 2;
  private static final int FIXED32 = 5;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /// An `int32`, `int64` or enum; negative numbers take ten bytes.
  public ProtoWriter integer(int field, long value) {
    key(field, VARINT);
    varint(value);
    return this;
  }

  /// A `float`.
  public ProtoWriter number(int field, float value) {
    key(field, FIXED32);
    int bits = Float.floatToRawIntBits(value);
    for (int shift = 0; shift < Float.SIZE; shift += Byte.SIZE) {
      out.write(bits >>> shift);
    }
    return this;
  }

  /// A `double`.
  public ProtoWriter number(int field, double value) {
    key(field, FIXED64);
    long bits = Double.doubleToRawLongBits(value);
    for (int shift = 0; shift < Double.SIZE; shift += Byte.SIZE) {
      out.write((int) (bits >>> shift));
    }
    return this;
  }

  public ProtoWriter bytes(int field, byte[] value) {
    key(field, BYTES);
    varint(value.length);
    out.writeBytes(value);
    return this;
  }

  /// A `string`, in UTF-8.
  public ProtoWriter text(int field, String value) {
    return bytes(field, value.getBytes(StandardCharsets.UTF_8));
  }

  /// A message inside this one.
  public ProtoWriter message(int field, ProtoWriter value) {
    return bytes(field, value.toBytes());
  }

  public byte[] toBytes() {
    return out.toByteArray();
  }

  private void key(int field, int wireType) {
    varint((long) field << 3 | wireType);
  }

  /// Seven bits per byte, the lowest first; the top bit says that more follow.
  private void varint(long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      out.write((int) (rest & 0x7F | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }
}
