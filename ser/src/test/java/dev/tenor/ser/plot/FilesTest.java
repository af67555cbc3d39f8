package dev.tenor.ser.plot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/// The files of figures as others read them.
final class FilesTest {
  private static final FigureStyle USUAL = FigureStyle.DEFAULT;

  private static Map<FigureFormat, byte[]> files(Plot plot) throws IOException {
    return plot.files("t", USUAL, USUAL.formats());
  }

  private static FigureStyle font(String family) {
    return new FigureStyle(USUAL.formats(), 8.5, family, 8, false);
  }

  @Test
  void svgHasRealTextAndItsSizeInCm() throws Exception {
    for (Map.Entry<String, Plot> plot : Plots.all().entrySet()) {
      byte[] svg = files(plot.getValue()).get(FigureFormat.SVG);
      Element root =
          DocumentBuilderFactory.newDefaultInstance()
              .newDocumentBuilder()
              .parse(new ByteArrayInputStream(svg))
              .getDocumentElement();
      double points = Double.parseDouble(root.getAttribute("width").replace("pt", ""));
      assertEquals(8.5, points / 72 * 2.54, 0.001, plot.getKey());
      assertTrue(root.getElementsByTagName("text").getLength() > 0, plot.getKey());
    }
    byte[] svg = files(Plots.matrix(Plots.NINE)).get(FigureFormat.SVG);
    String text = new String(svg, StandardCharsets.UTF_8);
    assertTrue(text.contains(">fearful (none)</text>"), text);
    assertFalse(text.contains("font-weight"), "regular weight");
  }

  @Test
  void pdfHasTextInAnEmbeddedFontAndItsSizeInCm() throws IOException {
    for (Map.Entry<String, Plot> plot : Plots.all().entrySet()) {
      try (PDDocument pdf = Loader.loadPDF(files(plot.getValue()).get(FigureFormat.PDF))) {
        PDPage page = pdf.getPage(0);
        assertEquals(8.5, page.getMediaBox().getWidth() / 72 * 2.54, 0.001, plot.getKey());
        for (COSName name : page.getResources().getFontNames()) {
          assertTrue(page.getResources().getFont(name).isEmbedded(), plot.getKey());
        }
      }
    }
    try (PDDocument pdf = Loader.loadPDF(files(Plots.bars()).get(FigureFormat.PDF))) {
      String text = new PDFTextStripper().getText(pdf);
      assertTrue(text.contains("best baseline: SVM on eGeMAPS functionals"), text);
      assertTrue(text.contains("72.3"), text);
      assertEquals(null, pdf.getDocumentInformation().getCreationDate());
    }
  }

  @Test
  void pngHas300PixelsInAnInchAndSaysSo() throws IOException {
    byte[] png = files(Plots.bars()).get(FigureFormat.PNG);
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
    assertEquals(Math.round(8.5 / 2.54 * 300), image.getWidth());
    int at = new String(png, StandardCharsets.ISO_8859_1).indexOf("pHYs") + 4;
    ByteBuffer size = ByteBuffer.wrap(png, at, 9);
    assertEquals(300 / 0.0254, size.getInt(), 1);
    assertEquals(300 / 0.0254, size.getInt(), 1);
    assertEquals(1, size.get(), "per metre");
  }

  @Test
  void theSamePlotHasTheSameBytesInEveryLocale() throws IOException {
    Locale before = Locale.getDefault(Locale.Category.FORMAT);
    for (Map.Entry<String, Plot> plot : Plots.all().entrySet()) {
      Map<FigureFormat, byte[]> first = files(plot.getValue());
      try {
        Locale.setDefault(Locale.Category.FORMAT, Locale.forLanguageTag("ar-EG-u-nu-arab"));
        files(plot.getValue())
            .forEach((format, bytes) ->
                assertArrayEquals(first.get(format), bytes, plot.getKey() + " " + format));
      } finally {
        Locale.setDefault(Locale.Category.FORMAT, before);
      }
    }
  }

  @Test
  void lettersThatTheFontLacksAreQuestionMarksButStayInTheSvg() throws Exception {
    FigureStyle titled = new FigureStyle(USUAL.formats(), 8.5, USUAL.font(), 8, true);
    Map<FigureFormat, byte[]> files =
        Plots.bars().files("愤怒 <&> \u0001 ärger", titled, titled.formats());
    NodeList texts =
        DocumentBuilderFactory.newDefaultInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(files.get(FigureFormat.SVG)))
            .getElementsByTagName("text");
    assertEquals("愤怒 <&> ? ärger", texts.item(0).getTextContent());
    try (PDDocument pdf = Loader.loadPDF(files.get(FigureFormat.PDF))) {
      assertTrue(new PDFTextStripper().getText(pdf).startsWith("?? <&> ? ärger"));
    }
  }

  @Test
  void anotherFontIsTakenOrThoseThereAreAreNamed() throws IOException {
    String message =
        assertThrows(IllegalArgumentException.class, () -> InstalledFonts.check("No Such"))
            .getMessage();
    assertTrue(message.contains("'No Such'") && message.contains("Liberation Sans"), message);
    assumeTrue(message.contains("DejaVu Serif"), "DejaVu Serif is not installed");
    Map<FigureFormat, byte[]> files =
        Plots.bars().files("t", font("DejaVu Serif"), USUAL.formats());
    assertTrue(
        new String(files.get(FigureFormat.SVG), StandardCharsets.UTF_8).contains("DejaVu Serif"));
    try (PDDocument pdf = Loader.loadPDF(files.get(FigureFormat.PDF))) {
      COSName name = pdf.getPage(0).getResources().getFontNames().iterator().next();
      String family = pdf.getPage(0).getResources().getFont(name).getName();
      assertTrue(family.endsWith("+DejaVuSerif"), family);
    }
  }

  @Test
  void aStyleIsChecked() {
    Set<FigureFormat> all = EnumSet.allOf(FigureFormat.class);
    for (double width : new double[] {4.9, 51, Double.NaN, -1}) {
      String message =
          assertThrows(
                  IllegalArgumentException.class,
                  () -> new FigureStyle(all, width, USUAL.font(), 8, false))
              .getMessage();
      assertTrue(message.contains(width + " cm, must be 5 to 50 cm"), message);
    }
    assertThrows(
        IllegalArgumentException.class, () -> new FigureStyle(all, 8, USUAL.font(), 3, false));
    assertThrows(
        IllegalArgumentException.class,
        () -> new FigureStyle(EnumSet.noneOf(FigureFormat.class), 8, USUAL.font(), 8, false));
  }
}
