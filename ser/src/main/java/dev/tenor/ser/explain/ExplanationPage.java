package dev.tenor.ser.explain;

import dev.tenor.engine.io.AtomicFile;
import dev.tenor.ser.FileErrors;
import dev.tenor.ser.plot.FigureStyle;
import dev.tenor.ser.report.Figure;
import dev.tenor.ser.report.Report;
import dev.tenor.ser.report.Section;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A folder of explanations: one page with all recordings, their pictures, and their arrays if
/// asked for. Pictures and arrays of a recording are written as soon as it is explained.
public final class ExplanationPage {
  private static final double PAGE_CM = 17;

  private final Path folder;
  private final FigureStyle style;
  private final FigureStyle wide;
  private final boolean npy;
  private final boolean json;
  private final List<Section> sections = new ArrayList<>();
  private final Map<String, Integer> names = new HashMap<>();

  /// @param neighbours whether the nearest training utterances are named
  /// @param style of the pictures; on the page they are wider
  /// @param npy whether to write the arrays for NumPy
  /// @param json whether to write them as JSON
  public ExplanationPage(
      Path folder, FigureStyle style, boolean npy, boolean json, boolean neighbours)
      throws IOException {
    this.folder = folder;
    this.style = style;
    double width = Math.max(style.widthCm(), PAGE_CM);
    wide = new FigureStyle(style.formats(), width, style.font(), style.fontSize(), style.title());
    this.npy = npy;
    this.json = json;
    Section.Builder about = Section.titled("What is shown");
    about.text(
        "What the network's answers rest on, recording by recording. Attributions and occlusion tell"
            + " what moves a logit of this network; they do not tell what an emotion sounds like, and"
            + " neither do weights of attention. See docs/explain.md.");
    if (!neighbours) {
      about.text(
          "No training utterances are named: a model file does not hold its training data; give the"
              + " folder of its run with --run.");
    }
    sections.add(about.build());
    Files.createDirectories(folder);
  }

  /// Adds a recording.
  public void add(Explained explained) throws IOException {
    String file = explained.file().getFileName().toString();
    if (explained.explanation() == null) {
      String why =
          explained.error() == null
              ? "No emotion is predicted: " + explained.reason() + "."
              : FileErrors.message(explained.error());
      sections.add(Section.titled(file).text(why).build());
      return;
    }
    Explanation e = explained.explanation();
    String name = unique(file);
    Section.Builder section = Section.titled(file + ": " + e.prediction().emotion());
    lines(e).forEach(section::text);
    section.table(ExplanationTables.scores(name, e)).table(ExplanationTables.parts(name, e));
    for (Figure figure : ExplanationFigures.of(e, name)) {
      figure.write(folder, style);
      section.plot(figure);
    }
    if (!e.measures().isEmpty()) {
      section.table(ExplanationTables.measures(name, e));
    }
    if (!e.nearest().isEmpty()) {
      section.table(ExplanationTables.nearest(name, e));
    }
    sections.add(section.build());
    ExplanationFiles files = new ExplanationFiles(e);
    if (npy) {
      files.npy(folder, name);
    }
    if (json) {
      files.json(folder, name);
    }
  }

  /// Writes the page, `explain.html`.
  ///
  /// @return its file
  public Path write() throws IOException {
    Path html = folder.resolve("explain.html");
    byte[] bytes = new Report("Explanations", sections).html(wide).getBytes(StandardCharsets.UTF_8);
    AtomicFile.write(html, out -> out.write(bytes));
    return html;
  }

  private String unique(String file) {
    int earlier = names.merge(file, 1, Integer::sum) - 1;
    return earlier == 0 ? file : file + " (" + (earlier + 1) + ")";
  }

  private static List<String> lines(Explanation e) {
    List<String> lines = new ArrayList<>();
    double p = e.prediction().scores().get(e.prediction().emotion());
    lines.add(
        String.format(
            Locale.ROOT,
            "Predicted is %s (%.0f %%)%s. Explained is %s in the window from %.2f to %.2f s.",
            e.prediction().emotion(),
            100 * p,
            e.prediction().unsure() ? ", unsure" : "",
            e.label(),
            e.window().start(),
            e.window().end()));
    IntegratedGradients g = e.gradients();
    lines.add(
        String.format(
            Locale.ROOT,
            "The logit of %s is %.3f, and %.3f for an utterance that is the mean of the training data"
                + " throughout. Integrated gradients divide the difference of %.3f among the input"
                + " values: their sum is %.3f (%d steps, error %.2f %%).%s",
            e.label(),
            g.logit(),
            g.baselineLogit(),
            g.difference(),
            g.sum(),
            g.steps(),
            100 * g.error(),
            g.error() > IntegratedGradients.TOLERANCE
                ? " That is more than 1 %; take more steps, or mistrust the attributions."
                : ""));
    if (e.activations().aggregationWeights() == null) {
      lines.add("This network has no weights of aggregation to show.");
    }
    if (e.activations().attention().isEmpty()) {
      lines.add(
          "The transformer layers have one token, which attends to itself: there is no attention to"
              + " show.");
    }
    return lines;
  }
}
