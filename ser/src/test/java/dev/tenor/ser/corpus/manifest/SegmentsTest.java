package dev.tenor.ser.corpus.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.ser.audio.AudioSource;
import dev.tenor.ser.audio.Segment;
import dev.tenor.ser.corpora.Corpora;
import dev.tenor.ser.corpus.LabelMap;
import dev.tenor.ser.corpus.Listing;
import dev.tenor.ser.corpus.Utterance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Utterances that are stretches of longer recordings.
final class SegmentsTest {
  @TempDir Path folder;
  private Manifests in;

  @BeforeEach
  void recordings() throws IOException {
    in = new Manifests(folder).touch("a.wav", "b.wav");
  }

  @Test
  void oneRecordingHasManyUtterances() throws IOException {
    Listing listing =
        in.csv(
            """
            path,emotion,speaker,start,end
            a.wav,sad,1,0,1.5
            a.wav,happy,2,1.5,0:00:03.250
            a.wav,angry,1,3.25,
            b.wav,angry,1,,
            """);
    assertEquals(
        List.of("a.wav#0-1.5", "a.wav#1.5-3.25", "a.wav#3.25-", "b.wav"), Manifests.keys(listing));
    Path a = folder.resolve("a.wav").toAbsolutePath();
    Utterance second = listing.utterances().get(1);
    assertEquals(new AudioSource(a, new Segment(1.5, 3.25)), second.source());
    assertEquals(1.75, second.seconds());
    assertNull(listing.utterances().get(2).seconds());
    assertEquals(Segment.WHOLE, listing.utterances().get(3).segment());
    assertEquals(second.segment(), second.withEmotion("sad").segment());
    assertEquals(second.segment(), second.withText("x").withGender("male").segment());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "start,end 2,3.5",
        "start_s,end_s 2,3.5",
        "start_time,end_time 2,3.5",
        "begin,stop 2,3.5",
        "onset,offset 2,3.5",
        "offset,duration 2,1.5",
        "start,duration_s 2,1.5",
        "onset,length 2,1.5",
        "offset,end 2,3.5",
        "Start,End 0:02,0:03.5",
        "start,end 00:00:02.000,00:00:03.500",
        "start_ms,end_ms 2000,3500",
        "start_ms,duration_ms 2000,1500",
        "begin_time,seconds 2,1.50"
      })
  void everyNameMeansTheSameStretch(String columns, String values) throws IOException {
    String[] names = columns.split(",");
    String[] times = values.split(",");
    Listing csv = in.csv("path,emotion,speaker," + columns + "\na.wav,sad,1," + values + "\n");
    String json =
        "{\"path\": \"a.wav\", \"emotion\": \"sad\", \"speaker\": \"1\", \"%s\": \"%s\", \"%s\": \"%s\"}";
    Listing jsonl =
        in.jsonl(String.format(Locale.ROOT, json, names[0], times[0], names[1], times[1]));
    for (Listing listing : List.of(csv, jsonl)) {
      Utterance u = listing.utterances().getFirst();
      assertEquals(new Segment(2, 3.5), u.segment());
      assertEquals(1.5, u.seconds());
      assertEquals("a.wav#2-3.5", u.key());
    }
  }

  @Test
  void numbersInJsonAreTimesToo() throws IOException {
    Listing listing =
        in.jsonl(
            "{\"path\": \"a.wav\", \"emotion\": \"sad\", \"speaker\": 1, \"start\": 0.1,"
                + " \"duration\": 0.2}");
    assertEquals("a.wav#0.1-0.3", listing.utterances().getFirst().key());
  }

  @Test
  void aDurationAloneIsTheRecordings() throws IOException {
    Utterance u =
        in.csv("path,emotion,speaker,duration\na.wav,sad,1,2.5\n").utterances().getFirst();
    assertEquals(Segment.WHOLE, u.segment());
    assertEquals(2.5, u.seconds());
  }

  @Test
  void anEndWithoutAStartIsFromTheBeginning() throws IOException {
    for (String times : List.of("end,duration\na.wav,sad,1,2.5,2.5", "end\na.wav,sad,1,2.5")) {
      Utterance u = in.csv("path,emotion,speaker," + times + "\n").utterances().getFirst();
      assertEquals(new Segment(0, 2.5), u.segment());
      assertEquals(2.5, u.seconds());
      assertEquals("a.wav#0-2.5", u.key());
    }
  }

  @Test
  void aDecimalCommaIsUnderstoodWhereSemicolonsSeparate() throws IOException {
    Listing listing = in.csv("path;emotion;speaker;start;end\na.wav;sad;1;0,5;1,25\n");
    assertEquals(new Segment(0.5, 1.25), listing.utterances().getFirst().segment());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2,1,|ends at 1 s and starts at 2 s",
        "2,2,|ends at 2 s",
        "-1,2,|the start -1 is before the recording begins",
        "x,2,|the start 'x' is not a time",
        "NaN,2,|the start 'NaN' is not a time",
        "0x1p3,9,|is not a time",
        "0,Infinity,|the end 'Infinity' is not a time",
        "1:75,,|is not a time",
        "1:60:00,,|is not a time",
        "1,3,1.5|from 1 s to 3 s are 2 s, the duration is 1.5 s",
        "1,,0|duration of 0 s",
        ",,-2|the duration -2 is before",
        "1,,-2|the duration -2",
        ",3,2|from 0 s to 3 s are 3 s, the duration is 2 s",
        ",0,|ends at 0 s and starts at 0 s",
      })
  void contradictionsNameFileAndLine(String times, String problem) {
    in.refuse(
        "path,emotion,speaker,start,end,duration\na.wav,sad,1," + times + "\n", problem, "line 2");
  }

  @Test
  void theSameStretchTwiceIsRefused() {
    String header = "path,emotion,speaker,start,end\n";
    in.refuse(header + "a.wav,sad,1,1,2\n./a.wav,happy,1,1.0,2.00\n", "line 3: repeats", "line 2");
    in.refuse(header + "a.wav,sad,1,,\na.wav,happy,1,0,\n", "line 3: repeats", "line 2");
    in.refuse(
        "path,emotion,speaker,start,key\na.wav,sad,1,1,k\na.wav,sad,1,2,k\n",
        "line 3: repeats the key of line 2: k");
    in.refuse("path,emotion,speaker,start,start_s\na.wav,sad,1,1,1\n", "both mean start");
  }

  @Test
  void overlapsAreTold() throws IOException {
    String header = "path,emotion,speaker,start,end\n";
    String apart = "a.wav,sad,1,0,1\na.wav,sad,1,1,2\nb.wav,sad,1,0.5,1\n";
    assertEquals(List.of(), in.csv(header + apart).notes());
    for (String more : List.of("a.wav,sad,1,1.5,3\n", "a.wav,sad,1,,\n", "a.wav,sad,1,0.2,0.3\n")) {
      String note = in.csv(header + apart + more).notes().getFirst();
      assertTrue(note.contains("overlap another one"), note);
    }
  }

  @Test
  void exportWritesSegmentsBack() throws IOException {
    Listing listing =
        in.csv(
            "path,emotion,speaker,start,end\n"
                + "a.wav,sad,1,0,1.5\na.wav,sad,1,1.500001,\nb.wav,sad,1,1,3\n");
    for (String type : List.of("csv", "jsonl")) {
      Path out = Files.createDirectories(folder.resolve("out")).resolve("y." + type);
      ManifestFile.write(listing, out);
      Listing again = Corpora.byName(type).load(out, LabelMap.FOUR);
      assertEquals(Manifests.keys(listing), Manifests.keys(again));
      assertEquals(
          listing.utterances().stream().map(Utterance::segment).toList(),
          again.utterances().stream().map(Utterance::segment).toList());
      assertEquals(
          listing.utterances().stream().map(Utterance::seconds).toList(),
          again.utterances().stream().map(Utterance::seconds).toList());
      assertTrue(again.notes().isEmpty(), again.notes().toString());
    }
  }

  @Test
  void columnsThatAreNotUsedAreNamedInOneLine() throws IOException {
    Listing csv = in.csv(",path,Mood,emotion,speaker,rater 2\n0,a.wav,x,sad,1,3\n");
    assertEquals(
        List.of(folder.resolve("x.csv") + ": columns that are not used: Mood, rater 2"),
        csv.notes());
    Listing jsonl =
        in.jsonl(
            "{\"path\": \"a.wav\", \"emotion\": \"sad\", \"speaker\": 1, \"mood\": 1}\n"
                + "{\"path\": \"b.wav\", \"emotion\": \"sad\", \"speaker\": 1, \"mood\": 2}\n");
    assertEquals(
        List.of(folder.resolve("x.jsonl") + ": columns that are not used: mood"), jsonl.notes());
  }
}
