package dev.tenor.ser.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenor.ser.DataException;
import dev.tenor.ser.config.Json;
import dev.tenor.ser.plot.FigureStyle;
import dev.tenor.ser.train.TrainListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProlongedRunTest {
  private static final Execution KEEPING =
      new Execution(2, false, null, false, true, "tenor train --out 'a b'", FigureStyle.DEFAULT);

  @TempDir static Path folder;
  private static Path corpus;
  private static RunSpec two;

  @BeforeAll
  static void render() throws IOException {
    corpus = TinyRuns.corpus(folder.resolve("corpus"));
    two = TinyRuns.spec(corpus, "simd", 2);
  }

  private static RunResult prolong(Path run, Map<String, Integer> values) throws Exception {
    return TrainingRun.resume(run, List.of(), values, KEEPING, TrainListener.NONE);
  }

  @Test
  void moreEpochsGiveTheModelOfALongRun() throws Exception {
    Path whole = folder.resolve("whole");
    TrainingRun.start(TinyRuns.spec(corpus, "simd", 4), whole, KEEPING, TrainListener.NONE);
    Path grown = folder.resolve("grown");
    TrainingRun.start(two, grown, KEEPING, TrainListener.NONE);
    assertEquals(4, prolong(grown, Map.of("epochs", 4)).history().size());
    for (String file : List.of("model.safetensors", "config.json", "predictions.csv")) {
      assertArrayEquals(
          Files.readAllBytes(whole.resolve(file)), Files.readAllBytes(grown.resolve(file)), file);
    }
    List<Session> sessions = RunDirectory.open(grown).sessions().sessions();
    assertEquals(List.of(1, 3), sessions.stream().map(Session::firstEpoch).toList());
    assertEquals(List.of(2, 4), sessions.stream().map(Session::lastEpoch).toList());
    List<String> lines = Files.readAllLines(grown.resolve("log.jsonl"));
    assertEquals(4, lines.size());
    JsonNode last = Json.mapper().readTree(lines.getLast());
    assertEquals(4, last.get("epoch").asInt());
  }

  @Test
  void aRunCannotBeMadeShorterOrGoOnWithoutItsCheckpoint() throws Exception {
    Path kept = folder.resolve("kept");
    TrainingRun.start(two, kept, KEEPING, TrainListener.NONE);
    assertTrue(
        assertThrows(IllegalArgumentException.class, () -> prolong(kept, Map.of("epochs", 1)))
            .getMessage()
            .contains("has 2 epochs already, more than 1"));
    Path dropped = folder.resolve("dropped");
    TrainingRun.start(two, dropped, Execution.threads(2), TrainListener.NONE);
    assertFalse(Files.exists(dropped.resolve("checkpoint.safetensors")));
    assertTrue(
        assertThrows(DataException.class, () -> prolong(dropped, Map.of("epochs", 3)))
            .getMessage()
            .contains("--keep checkpoint"));
    assertTrue(RunDirectory.open(dropped).isFinished());
  }

  @Test
  void aFinishedRunWithoutItsCheckpointIsEvaluatedAgain() throws Exception {
    Path run = folder.resolve("again");
    RunResult first = TrainingRun.start(two, run, Execution.threads(2), TrainListener.NONE);
    byte[] model = Files.readAllBytes(run.resolve("model.safetensors"));
    RunResult second = TrainingRun.resume(run, List.of(), Execution.threads(1), TrainListener.NONE);
    assertEquals(first.predictions().metrics().wa(), second.predictions().metrics().wa());
    assertArrayEquals(
        first.predictions().probabilities()[0], second.predictions().probabilities()[0]);
    assertArrayEquals(model, Files.readAllBytes(run.resolve("model.safetensors")));
    assertEquals(1, RunDirectory.open(run).sessions().sessions().size());
  }

  @Test
  void theRecordSaysWhatARunWasMadeWith() throws Exception {
    Path run = folder.resolve("record");
    TrainingRun.start(two, run, KEEPING, TrainListener.NONE);
    RunSessions record = RunDirectory.open(run).sessions();
    Session session = record.sessions().getFirst();
    assertEquals("tenor train --out 'a b'", session.command());
    assertEquals("simd", session.backend());
    assertTrue(session.device().contains("lanes"), session.device());
    assertEquals(2, session.threads());
    assertTrue(session.started().matches("20\\d\\d-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ"));
    assertTrue(session.seconds() > 0);
    Environment here = session.environment();
    assertTrue(here.jdk().contains(Runtime.version().toString()), here.jdk());
    assertTrue(here.version().matches("\\d.*"), here.version());
    assertTrue(record.corpus().matches("[0-9a-f]{64}"), record.corpus());
    Path other = folder.resolve("record-other-fold");
    TrainingRun.start(two.with(1, 11, two.config()), other, KEEPING, TrainListener.NONE);
    RunSessions otherRecord = RunDirectory.open(other).sessions();
    assertEquals(record.corpus(), otherRecord.corpus());
    assertFalse(record.split().equals(otherRecord.split()));
    List<String> names =
        RunSessions.rows(List.of(record, otherRecord)).stream().map(List::getFirst).toList();
    assertTrue(
        names.containsAll(List.of("Tenor", "command", "processor", "JDK", "split, SHA-256")),
        names.toString());
    Files.writeString(run.resolve("sessions.json"), "{");
    assertTrue(
        assertThrows(DataException.class, () -> RunDirectory.open(run).sessions())
            .getMessage()
            .contains("is damaged"));
  }

  @Test
  void durationsReadWell() {
    assertEquals("4.2 s", RunSessions.duration(4.2));
    assertEquals("3 min 20 s", RunSessions.duration(200));
    assertEquals("1 h 02 min", RunSessions.duration(3725));
  }
}
