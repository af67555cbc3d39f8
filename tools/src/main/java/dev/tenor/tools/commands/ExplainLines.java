package dev.tenor.tools.commands;

import dev.tenor.ser.explain.Explained;
import dev.tenor.ser.explain.Explanation;
import dev.tenor.ser.explain.ExplanationPage;
import dev.tenor.ser.explain.IntegratedGradients;
import dev.tenor.tools.console.Table;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Puts recordings on the page of `tenor explain`, and a line for each into a table.
final class ExplainLines {
  private final ExplanationPage page;
  private final List<IOException> errors = new ArrayList<>();
  private final Table table =
      new Table("file", "emotion", "explained", "window", "logit", "baseline", "sum", "error");
  private int done;

  ExplainLines(ExplanationPage page) {
    this.page = page;
  }

  void take(Explained explained) throws IOException {
    page.add(explained);
    done++;
    if (explained.error() != null) {
      errors.add(explained.error());
      return;
    }
    String file = explained.file().toString();
    Explanation e = explained.explanation();
    if (e == null) {
      table.row(file, "-", explained.reason(), "-", "-", "-", "-", "-");
      return;
    }
    IntegratedGradients g = e.gradients();
    table.row(
        file,
        e.prediction().emotion(),
        e.label(),
        String.format(Locale.ROOT, "%.2f–%.2f s", e.window().start(), e.window().end()),
        String.format(Locale.ROOT, "%.3f", g.logit()),
        String.format(Locale.ROOT, "%.3f", g.baselineLogit()),
        String.format(Locale.ROOT, "%.3f", g.sum()),
        String.format(Locale.ROOT, "%.2f %%", 100 * g.error()));
  }

  /// How many recordings there were so far.
  int done() {
    return done;
  }

  List<IOException> errors() {
    return errors;
  }

  /// Nothing where no recording could be read.
  void print(PrintWriter out) {
    if (errors.size() < done) {
      table.print(out);
    }
  }
}
