package dev.tenor.ser.predict;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.tenor.engine.io.AtomicFile;
import dev.tenor.ser.audio.Segment;
import dev.tenor.ser.audio.SpeechActivity;
import dev.tenor.ser.config.Json;
import dev.tenor.ser.plot.FigureFormat;
import dev.tenor.ser.plot.FigureStyle;
import dev.tenor.ser.predict.Timeline.Window;
import dev.tenor.ser.report.Figure;
import dev.tenor.ser.report.TimelinePlot;
import dev.tenor.ser.stats.Scores;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Writes a timeline: as a table, as JSON or as a picture.
public enum TimelineFile {
  /// A line per window: start, end, share of speech, emotion and the probability of every label;
  /// the last ones are empty where there is too little speech.
  CSV {
    @Override
    byte[] bytes(Timeline timeline, String title, FigureStyle style) throws IOException {
      StringWriter text = new StringWriter();
      try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
        List<String> header = new ArrayList<>(List.of("start", "end", "speech", "emotion"));
        header.addAll(timeline.labels());
        csv.writeRecord(header);
        for (Window w : timeline.windows()) {
          List<String> row =
              new ArrayList<>(List.of(decimals(w.start()), decimals(w.end()), decimals(w.share())));
          row.add(w.isAnswered() ? emotion(timeline, w) : "");
          for (float p : w.probabilities()) {
            row.add(w.isAnswered() ? String.format(Locale.ROOT, "%.6f", p) : "");
          }
          csv.writeRecord(row);
        }
      }
      return text.toString().getBytes(StandardCharsets.UTF_8);
    }
  },

  /// The same, and where speech was found.
  JSON {
    @Override
    byte[] bytes(Timeline timeline, String title, FigureStyle style) {
      List<Object> windows = new ArrayList<>();
      for (Window w : timeline.windows()) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("start", w.start());
        map.put("end", w.end());
        map.put("speech", w.share());
        map.put("emotion", w.isAnswered() ? emotion(timeline, w) : null);
        if (w.isAnswered()) {
          map.put("scores", scores(timeline, w));
        }
        windows.add(map);
      }
      List<double[]> speech = new ArrayList<>();
      for (Segment s : timeline.speech().segments()) {
        speech.add(new double[] {s.start(), s.end()});
      }
      Map<String, Object> all = new LinkedHashMap<>();
      all.put("file", title);
      all.put("labels", timeline.labels());
      all.put("windows", windows);
      all.put("speech_segments", speech);
      return Json.pretty(all).getBytes(StandardCharsets.UTF_8);
    }
  },

  /// The probabilities over time, above the level and where there is speech.
  PNG {
    @Override
    byte[] bytes(Timeline timeline, String title, FigureStyle style) throws IOException {
      return figure(timeline, title).bytes(FigureFormat.PNG, style);
    }
  },

  /// The same picture with lines and text.
  SVG {
    @Override
    byte[] bytes(Timeline timeline, String title, FigureStyle style) throws IOException {
      return figure(timeline, title).bytes(FigureFormat.SVG, style);
    }
  },

  /// The same picture for LaTeX.
  PDF {
    @Override
    byte[] bytes(Timeline timeline, String title, FigureStyle style) throws IOException {
      return figure(timeline, title).bytes(FigureFormat.PDF, style);
    }
  };

  abstract byte[] bytes(Timeline timeline, String title, FigureStyle style) throws IOException;

  /// The tables, and the pictures that a style names.
  public static List<TimelineFile> of(FigureStyle style) {
    List<TimelineFile> files = new ArrayList<>(List.of(CSV, JSON));
    style.formats().forEach(format -> files.add(valueOf(format.name())));
    return files;
  }

  /// The ending of such a file's name, without the dot.
  public String extension() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Replaces a file as a whole.
  ///
  /// @param title of what was predicted
  /// @param style of pictures
  public void write(Path file, Timeline timeline, String title, FigureStyle style)
      throws IOException {
    byte[] bytes = bytes(timeline, title, style);
    AtomicFile.write(file, out -> out.write(bytes));
  }

  /// The picture.
  public static Figure figure(Timeline timeline, String title) {
    List<TimelinePlot.Window> windows = new ArrayList<>();
    for (Window w : timeline.windows()) {
      float[] probabilities = w.isAnswered() ? w.probabilities() : null;
      windows.add(new TimelinePlot.Window(w.start(), w.end(), probabilities));
    }
    SpeechActivity activity = timeline.speech();
    float[] decibels = new float[activity.frames()];
    boolean[] speech = new boolean[activity.frames()];
    for (int t = 0; t < decibels.length; t++) {
      decibels[t] = activity.decibels(t);
      speech[t] = activity.isSpeech(t);
    }
    TimelinePlot.Level level = new TimelinePlot.Level(decibels, speech);
    double seconds = timeline.windows().getLast().end();
    return TimelinePlot.of(title, seconds, timeline.labels(), windows, level);
  }

  private static String decimals(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }

  private static String emotion(Timeline timeline, Window w) {
    float[] p = w.probabilities();
    return timeline.labels().get(Scores.argmax(p, 0, p.length));
  }

  private static Map<String, Float> scores(Timeline timeline, Window w) {
    Map<String, Float> scores = new LinkedHashMap<>();
    for (int k = 0; k < w.probabilities().length; k++) {
      scores.put(timeline.labels().get(k), w.probabilities()[k]);
    }
    return scores;
  }
}
