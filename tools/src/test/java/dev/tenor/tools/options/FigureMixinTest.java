package dev.tenor.tools.options;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.ser.plot.FigureFormat;
import dev.tenor.ser.plot.FigureStyle;
import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

final class FigureMixinTest {
  @Command(name = "probe")
  static final class Probe {
    @Mixin private FigureMixin figures;
  }

  private static FigureStyle style(String... args) throws IOException {
    Probe probe = new Probe();
    new CommandLine(probe).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(args);
    return probe.figures.style();
  }

  @Test
  void withoutOptionsAFigureIsOneColumnInAllFormats() throws IOException {
    assertEquals(FigureStyle.DEFAULT, style());
    assertEquals(8.5, style().widthCm());
    assertEquals(Set.of(FigureFormat.values()), style().formats());
  }

  @Test
  void everyOptionChangesTheStyle() throws IOException {
    FigureStyle style =
        style(
            "--figure-format",
            "pdf,svg",
            "--figure-width=17.5",
            "--figure-font-size=10",
            "--figure-title",
            "--figure-font",
            "Liberation Sans");
    assertEquals(
        new FigureStyle(
            Set.of(FigureFormat.SVG, FigureFormat.PDF), 17.5, "Liberation Sans", 10, true),
        style);
  }

  @Test
  void whatCannotBeDrawnIsRefused() {
    String width =
        assertThrows(IllegalArgumentException.class, () -> style("--figure-width", "85"))
            .getMessage();
    assertTrue(width.contains("85.0 cm, must be 5 to 50 cm"), width);
    String font =
        assertThrows(IllegalArgumentException.class, () -> style("--figure-font", "Comic Serif"))
            .getMessage();
    assertTrue(font.contains("'Comic Serif'; there are: "), font);
    assertTrue(font.contains("Liberation Sans"), font);
  }
}
