package dev.tenor.ser.plot;

import dev.tenor.ser.plot.Drawing.Mark;
import dev.tenor.ser.plot.Drawing.Outline;
import dev.tenor.ser.plot.Drawing.Picture;
import dev.tenor.ser.plot.Drawing.Text;
import java.awt.geom.AffineTransform;
import java.awt.geom.PathIterator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.util.Matrix;

/// One page of PDF, as large as the figure, with the letters used of the font inside.
final class PdfWriter {
  private final PDDocument document;
  private final PDPageContentStream page;
  private final PDFont font;
  private final Typeface typeface;
  private final double height;

  private PdfWriter(PDDocument document, PDPageContentStream page, Typeface typeface, double height)
      throws IOException {
    this.document = document;
    this.page = page;
    this.typeface = typeface;
    this.height = height;
    font = PDType0Font.load(document, typeface.font(), true);
  }

  static byte[] bytes(Drawing drawing, Typeface typeface) throws IOException {
    try (PDDocument document = new PDDocument()) {
      document.setDocumentId(1L); // else made from the time
      PDPage sheet = new PDPage(new PDRectangle((float) drawing.width(), (float) drawing.height()));
      document.addPage(sheet);
      try (PDPageContentStream page = new PDPageContentStream(document, sheet)) {
        new PdfWriter(document, page, typeface, drawing.height()).draw(drawing);
      }
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      document.save(bytes);
      return bytes.toByteArray();
    }
  }

  private void draw(Drawing drawing) throws IOException {
    page.setLineJoinStyle(1);
    for (Mark mark : drawing.marks()) {
      switch (mark) {
        case Outline outline -> outline(outline);
        case Text text -> text(text);
        case Picture p ->
            page.drawImage(
                LosslessFactory.createFromImage(document, p.image()),
                (float) p.x(),
                (float) (height - p.y() - p.height()),
                (float) p.width(),
                (float) p.height());
      }
    }
  }

  private void outline(Outline outline) throws IOException {
    Pen pen = outline.pen();
    if (outline.fill() != null) {
      page.setNonStrokingColor(outline.fill());
    }
    if (pen != null) {
      page.setStrokingColor(pen.color());
      page.setLineWidth((float) pen.width());
      page.setLineDashPattern(pen.dash(), 0);
    }
    path(outline);
    if (outline.fill() == null) {
      page.stroke();
    } else if (pen == null) {
      page.fill();
    } else {
      page.fillAndStroke();
    }
  }

  private void path(Outline outline) throws IOException {
    float[] at = new float[6];
    AffineTransform upwards = new AffineTransform(1, 0, 0, -1, 0, height);
    for (PathIterator i = outline.shape().getPathIterator(upwards); !i.isDone(); i.next()) {
      switch (i.currentSegment(at)) {
        case PathIterator.SEG_MOVETO -> page.moveTo(at[0], at[1]);
        case PathIterator.SEG_LINETO -> page.lineTo(at[0], at[1]);
        case PathIterator.SEG_CUBICTO -> page.curveTo(at[0], at[1], at[2], at[3], at[4], at[5]);
        case PathIterator.SEG_CLOSE -> page.closePath();
        default -> throw new IllegalStateException("PDF has no quadratic curves");
      }
    }
  }

  private void text(Text text) throws IOException {
    page.beginText();
    page.setFont(font, (float) text.size());
    page.setNonStrokingColor(text.color());
    double turn = text.upwards() ? Math.PI / 2 : 0;
    page.setTextMatrix(
        Matrix.getRotateInstance(turn, (float) text.x(), (float) (height - text.y())));
    page.showText(typeface.known(text.text()));
    page.endText();
  }
}
