package dev.tenor.tools.commands;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.tenor.ser.FileErrors;
import dev.tenor.ser.predict.Recognizer.Prediction;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A recording with its prediction, or with the reason why it could not be read.
record Answer(Path file, Prediction prediction, IOException error) {
  private static final String NO_EMOTION = "-";

  static Answer of(Prediction p) {
    return new Answer(p.file(), p, p.error());
  }

  static Answer failed(Path file, IOException error) {
    return new Answer(file, null, error);
  }

  /// One element of the JSON array.
  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("file", file.toString());
    if (error != null) {
      json.put("error", FileErrors.message(error));
      return json;
    }
    json.put("emotion", prediction.emotion());
    if (prediction.reason() != null) {
      json.put("reason", prediction.reason());
    } else {
      json.put("unsure", prediction.unsure());
      json.put("scores", prediction.scores());
    }
    json.put("seconds", prediction.facts().seconds());
    json.put("heard_seconds", prediction.facts().heardSeconds());
    json.put("speech_seconds", prediction.speech());
    json.put("windows", prediction.windows());
    json.put("warnings", prediction.warnings());
    return json;
  }

  /// The cells of the table for the terminal: file, emotion, a probability for each label, seconds,
  /// those heard and those with speech, notes.
  String[] row(List<String> labels) {
    List<String> row = new ArrayList<>(List.of(file.toString()));
    String emotion = prediction.emotion();
    row.add(emotion == null ? NO_EMOTION : (prediction.unsure() ? "unsure: " : "") + emotion);
    for (String label : labels) {
      Float score = prediction.scores().get(label);
      row.add(score == null ? NO_EMOTION : String.format(Locale.ROOT, "%.3f", score));
    }
    row.add(String.format(Locale.ROOT, "%.2f", prediction.facts().seconds()));
    row.add(String.format(Locale.ROOT, "%.2f", prediction.facts().heardSeconds()));
    row.add(String.format(Locale.ROOT, "%.2f", prediction.speech()));
    row.add(String.join("; ", notes()));
    return row.toArray(String[]::new);
  }

  /// Writes all answers as RFC 4180, with what could not be read among the notes.
  static void writeCsv(List<Answer> answers, List<String> labels, PrintWriter out)
      throws IOException {
    StringWriter text = new StringWriter();
    try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(text)) {
      List<String> header = new ArrayList<>(List.of("file", "emotion"));
      labels.forEach(label -> header.add("p_" + label));
      header.addAll(List.of("unsure", "seconds", "heard_seconds", "speech_seconds", "notes"));
      csv.writeRecord(header);
      answers.forEach(answer -> csv.writeRecord(answer.record(labels)));
    }
    out.print(text);
  }

  private List<String> record(List<String> labels) {
    List<String> record = new ArrayList<>(List.of(file.toString()));
    boolean read = error == null;
    record.add(read && prediction.emotion() != null ? prediction.emotion() : "");
    for (String label : labels) {
      Float score = read ? prediction.scores().get(label) : null;
      record.add(score == null ? "" : score.toString());
    }
    record.add(read && prediction.emotion() != null ? Boolean.toString(prediction.unsure()) : "");
    record.add(read ? seconds(prediction.facts().seconds()) : "");
    record.add(read ? seconds(prediction.facts().heardSeconds()) : "");
    record.add(read ? seconds(prediction.speech()) : "");
    record.add(read ? String.join("; ", notes()) : FileErrors.message(error));
    return record;
  }

  private static String seconds(double seconds) {
    return String.format(Locale.ROOT, "%.3f", seconds);
  }

  /// The warnings, among which is why there is no signal, but not why there is no speech.
  private List<String> notes() {
    if (prediction.reason() == null || prediction.warnings().contains(prediction.reason())) {
      return prediction.warnings();
    }
    List<String> notes = new ArrayList<>(List.of(prediction.reason()));
    notes.addAll(prediction.warnings());
    return notes;
  }
}
