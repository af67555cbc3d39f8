package dev.tenor.engine.io;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/// The bytes are those of the encoding's specification (protobuf.dev, "Encoding").
final class ProtoWriterTest {
  private static String hex(ProtoWriter writer) {
    return HexFormat.ofDelimiter(" ").formatHex(writer.toBytes());
  }

  @Test
  void integersTakeSevenBitsAByte() {
    assertEquals("08 00", hex(new ProtoWriter().integer(1, 0)));
    assertEquals("08 7f", hex(new ProtoWriter().integer(1, 127)));
    assertEquals("08 96 01", hex(new ProtoWriter().integer(1, 150)));
    assertEquals(
        "08 ff ff ff ff ff ff ff ff 7f", hex(new ProtoWriter().integer(1, Long.MAX_VALUE)));
  }

  @Test
  void negativeIntegersTakeTenBytes() {
    assertEquals("08 ff ff ff ff ff ff ff ff ff 01", hex(new ProtoWriter().integer(1, -1)));
  }

  @Test
  void fieldNumbersAboveFifteenTakeTwoBytes() {
    assertEquals("a0 01 07", hex(new ProtoWriter().integer(20, 7)));
  }

  @Test
  void textIsUtf8BehindItsLength() {
    assertEquals("12 07 74 65 73 74 69 6e 67", hex(new ProtoWriter().text(2, "testing")));
    assertEquals("12 02 c3 bc", hex(new ProtoWriter().text(2, "ü")));
    assertEquals("12 00", hex(new ProtoWriter().text(2, "")));
  }

  @Test
  void floatsAreFourLittleEndianBytes() {
    assertEquals("15 00 00 80 3f", hex(new ProtoWriter().number(2, 1)));
    assertEquals("15 00 00 00 80", hex(new ProtoWriter().number(2, -0f)));
  }

  @Test
  void messagesNest() {
    ProtoWriter inner = new ProtoWriter().integer(1, 150);
    assertEquals("1a 03 08 96 01", hex(new ProtoWriter().message(3, inner)));
  }

  @Test
  void lengthsAboveOneByteAreVarints() {
    byte[] bytes = new ProtoWriter().bytes(1, new byte[300]).toBytes();
    assertEquals(303, bytes.length);
    assertEquals("0a ac 02", HexFormat.ofDelimiter(" ").formatHex(bytes, 0, 3));
  }
}
