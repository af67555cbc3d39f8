package dev.tenor.ser.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.ser.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HistoryTest {
  @TempDir Path folder;

  static EpochRecord epoch(int number, double valWa) {
    return new EpochRecord(number, 2e-4, 1.25, 0.5, 1.5, valWa, 0.25, 0.125, 3);
  }

  static History history(double... valWa) {
    History history = new History(Monitor.WA);
    for (double wa : valWa) {
      history.add(epoch(history.size() + 1, wa));
    }
    return history;
  }

  @Test
  void theBestIsTheFirstWithTheHighestValidationScore() {
    assertEquals(0, history().bestEpoch());
    assertEquals(1, history(0.5).bestEpoch());
    assertEquals(2, history(0.5, 0.75, 0.625, 0.75).bestEpoch());
    assertEquals(0.75, history(0.5, 0.75, 0.625, 0.75).best().valWa());
  }

  @Test
  void theMonitorSaysWhichScoreCounts() {
    List<EpochRecord> epochs =
        List.of(
            new EpochRecord(1, 2e-4, 1, 0.5, 0.9, 0.7, 0.4, 0.3, 1),
            new EpochRecord(2, 2e-4, 1, 0.5, 0.8, 0.6, 0.5, 0.3, 1),
            new EpochRecord(3, 2e-4, 1, 0.5, 0.7, 0.5, 0.45, 0.4, 1));
    assertEquals(1, new History(Monitor.WA, 1, epochs).bestEpoch());
    assertEquals(2, new History(Monitor.UA, 1, epochs).bestEpoch());
    assertEquals(3, new History(Monitor.LOSS, 1, epochs).bestEpoch());
    assertEquals(3, new History(Monitor.MACRO_F1, 1, epochs).bestEpoch());
    assertEquals(3, new History(Monitor.LAST, 1, epochs).bestEpoch());
  }

  @Test
  void aLuckyEpochDoesNotWinOverASmoothedScore() {
    List<EpochRecord> epochs = history(0.5, 0.9, 0.5, 0.8, 0.8).records();
    assertEquals(2, new History(Monitor.WA, 1, epochs).bestEpoch());
    assertEquals(5, new History(Monitor.WA, 2, epochs).bestEpoch());
    assertEquals(2, new History(Monitor.WA, 3, epochs.subList(0, 3)).bestEpoch());
    assertEquals(4, new History(Monitor.WA, 3, epochs.subList(0, 4)).bestEpoch());
  }

  @Test
  void aFileHoldsALineForEachEpoch() throws IOException {
    History history = history(0.5, 0.75);
    Path file = folder.resolve("history.csv");
    history.write(file);
    assertEquals(
        "epoch,lr,train_loss,train_wa,val_loss,val_wa,val_ua,val_macro_f1,seconds\r\n"
            + "1,2.0E-4,1.250000,0.500000,1.500000,0.500000,0.250000,0.125000,3.00\r\n"
            + "2,2.0E-4,1.250000,0.500000,1.500000,0.750000,0.250000,0.125000,3.00\r\n",
        Files.readString(file));
    assertEquals(history.records(), History.read(file, TrainConfig.paper()).records());
  }

  @Test
  void aDamagedFileIsNamed() throws IOException {
    Path file = folder.resolve("history.csv");
    for (String text : new String[] {"", "epoch\n1,2,3\n", "epoch\n1,2,3,4,5,6,7,x\n"}) {
      Files.writeString(file, text);
      String message =
          assertThrows(DataException.class, () -> History.read(file, TrainConfig.paper()))
              .getMessage();
      assertTrue(message.startsWith(file + ": is damaged"), message);
    }
  }
}
