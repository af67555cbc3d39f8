package dev.tenor.ser.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenor.engine.io.ProtoMessage;
import dev.tenor.ser.config.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EpochLogTest {
  @TempDir Path folder;

  private static EpochRecord epoch(int number) {
    return new EpochRecord(number, 1e-3, 1.5, 0.25, Double.NaN, 0.5, 0.4, 0.3, 2);
  }

  /// The records of an event file, as TensorBoard reads them.
  private List<ProtoMessage> events() throws IOException {
    byte[] file = Files.readAllBytes(folder.resolve(EpochLog.EVENTS));
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    List<ProtoMessage> events = new ArrayList<>();
    while (bytes.hasRemaining()) {
      int at = bytes.position();
      int length = (int) bytes.getLong();
      assertEquals(EpochLog.masked(file, at, 8), bytes.getInt());
      byte[] message = new byte[length];
      bytes.get(message);
      assertEquals(EpochLog.masked(message, 0, length), bytes.getInt());
      events.add(ProtoMessage.parse(message));
    }
    return events;
  }

  /// The check value of CRC-32C is 0xe3069283, here of `123456789` (RFC 3720, B.4).
  @Test
  void theChecksumIsThatOfTensorFlow() {
    byte[] digits = "123456789".getBytes(StandardCharsets.US_ASCII);
    int expected = Integer.rotateRight(0xe3069283, 15) + 0xa282ead8;
    assertEquals(expected, EpochLog.masked(digits, 0, digits.length));
  }

  @Test
  void bothFilesHoldEveryEpoch() throws IOException {
    EpochLog log = EpochLog.open(folder, 0);
    log.add(epoch(1), true);
    log.add(epoch(2), false);
    List<ProtoMessage> events = events();
    assertEquals(3, events.size());
    assertEquals("brain.Event:2", events.getFirst().text(3));
    assertEquals(2, events.get(2).integers(2).getFirst());
    List<ProtoMessage> values = events.get(2).message(5).messages(1);
    assertEquals(7, values.size());
    assertEquals("val/ua", values.get(5).text(1));
    List<String> lines = Files.readAllLines(folder.resolve(EpochLog.LINES));
    JsonNode line = Json.mapper().readTree(lines.get(1));
    assertEquals(0.4, line.get("val_ua").asDouble());
    assertTrue(line.get("val_loss").isNull(), "NaN is no JSON");
    assertEquals(List.of(true, false), lines.stream().map(l -> l.contains("true")).toList());
  }

  @Test
  void anInterruptedLogIsCutToTheCheckpoint() throws IOException {
    EpochLog log = EpochLog.open(folder, 0);
    for (int i = 1; i <= 3; i++) {
      log.add(epoch(i), true);
    }
    byte[] events = Files.readAllBytes(folder.resolve(EpochLog.EVENTS));
    Files.write(folder.resolve(EpochLog.EVENTS), Arrays.copyOf(events, events.length - 5));
    Files.writeString(folder.resolve(EpochLog.LINES), "{\"epo", StandardOpenOption.APPEND);
    EpochLog again = EpochLog.open(folder, 2);
    again.add(epoch(3), false);
    assertEquals(4, events().size());
    assertEquals(3, Files.readAllLines(folder.resolve(EpochLog.LINES)).size());
    EpochLog.open(folder, 0).add(epoch(1), true);
    assertEquals(2, events().size());
  }
}
