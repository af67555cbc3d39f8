package dev.tenor.ser.train;

import dev.tenor.engine.io.ProtoWriter;
import dev.tenor.ser.config.Json;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;

/// The epochs of a run for other programs, while it trains: `log.jsonl`, an object a line, and an
/// event file for TensorBoard. Lines and events are appended, so that readers that follow a file
/// see them; after an interruption both are cut to the epochs of the checkpoint.
public final class EpochLog {
  /// TensorBoard looks for `tfevents` in the name.
  static final String EVENTS = "events.out.tfevents.tenor";

  static final String LINES = "log.jsonl";

  /// Fields of the messages `Event`, `Summary` and `Summary.Value`
  /// (tensorflow/core/util/event.proto and tensorflow/core/framework/summary.proto).
  private static final int WALL_TIME = 1;

  private static final int STEP = 2;
  private static final int FILE_VERSION = 3;
  private static final int SUMMARY = 5;
  private static final int VALUE = 1;
  private static final int TAG = 1;
  private static final int SIMPLE_VALUE = 2;

  /// A record is its length, the checksum of that, the message, and its checksum.
  private static final int HEAD = Long.BYTES + Integer.BYTES;

  private final Path lines;
  private final Path events;

  private EpochLog(Path folder) {
    lines = folder.resolve(LINES);
    events = folder.resolve(EVENTS);
  }

  /// Begins or goes on.
  ///
  /// @param epochs how many epochs of the files stay
  /// @throws IOException if they cannot be read or written
  public static EpochLog open(Path folder, int epochs) throws IOException {
    EpochLog log = new EpochLog(folder);
    if (epochs == 0 || !Files.exists(log.lines) || !Files.exists(log.events)) {
      Files.deleteIfExists(log.lines);
      Files.deleteIfExists(log.events);
      log.event(new ProtoWriter().text(FILE_VERSION, "brain.Event:2"));
    } else {
      cut(log.lines, endOfLines(Files.readAllBytes(log.lines), epochs));
      cut(log.events, endOfRecords(Files.readAllBytes(log.events), epochs + 1));
    }
    return log;
  }

  private static void cut(Path file, int length) throws IOException {
    try (RandomAccessFile cut = new RandomAccessFile(file.toFile(), "rw")) {
      cut.setLength(length);
    }
  }

  private static int endOfLines(byte[] text, int lines) {
    int end = 0;
    for (int i = 0, line = 0; i < text.length && line < lines; i++) {
      if (text[i] == '\n') {
        line++;
        end = i + 1;
      }
    }
    return end;
  }

  private static int endOfRecords(byte[] file, int records) {
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    int end = 0;
    for (int record = 0; record < records && end + HEAD <= file.length; record++) {
      long next = end + HEAD + bytes.getLong(end) + Integer.BYTES;
      if (next > file.length || next <= end) {
        break; // the process was killed while it wrote this one
      }
      end = (int) next;
    }
    return end;
  }

  /// Appends an epoch.
  ///
  /// @param best whether it is the best one so far
  public void add(EpochRecord epoch, boolean best) throws IOException {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("epoch", epoch.epoch());
    values(epoch).forEach((tag, value) -> line.put(tag.replace('/', '_'), finite(value)));
    line.put("seconds", epoch.seconds());
    line.put("best", best);
    append(lines, (Json.compact(line) + "\n").getBytes(StandardCharsets.UTF_8));
    ProtoWriter summary = new ProtoWriter();
    values(epoch)
        .forEach((tag, value) ->
            summary.message(
                VALUE,
                new ProtoWriter().text(TAG, tag).number(SIMPLE_VALUE, (float) (double) value)));
    event(new ProtoWriter().integer(STEP, epoch.epoch()).message(SUMMARY, summary));
  }

  private static Map<String, Double> values(EpochRecord epoch) {
    Map<String, Double> values = new LinkedHashMap<>();
    values.put("lr", epoch.lr());
    values.put("train/loss", epoch.trainLoss());
    values.put("train/wa", epoch.trainWa());
    values.put("val/loss", epoch.valLoss());
    values.put("val/wa", epoch.valWa());
    values.put("val/ua", epoch.valUa());
    values.put("val/macro_f1", epoch.valMacroF1());
    return values;
  }

  /// JSON has no NaN.
  private static Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }

  private void event(ProtoWriter event) throws IOException {
    byte[] message = event.number(WALL_TIME, System.currentTimeMillis() / 1e3).toBytes();
    ByteBuffer record =
        ByteBuffer.allocate(HEAD + message.length + Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    record.putLong(message.length);
    record.putInt(masked(record.array(), 0, Long.BYTES));
    record.put(message);
    record.putInt(masked(record.array(), HEAD, message.length));
    append(events, record.array());
  }

  /// The checksum of TFRecord: CRC-32C, rotated and with a constant added, so that files within
  /// files do not check themselves.
  static int masked(byte[] bytes, int offset, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, offset, length);
    int value = (int) crc.getValue();
    return Integer.rotateRight(value, 15) + 0xa282ead8;
  }

  private static void append(Path file, byte[] bytes) throws IOException {
    Files.write(file, bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /// The files, for a list of what a run folder holds.
  public static List<String> files() {
    return List.of(LINES, EVENTS);
  }
}
