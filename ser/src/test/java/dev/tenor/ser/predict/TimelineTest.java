package dev.tenor.ser.predict;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.ser.audio.FeatureConfig;
import dev.tenor.ser.audio.SpeechActivity;
import dev.tenor.ser.plot.FigureStyle;
import dev.tenor.ser.predict.Timeline.Window;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class TimelineTest {
  private static final List<String> LABELS = List.of("sad", "happy");

  private static Timeline of(Window... windows) {
    return new Timeline(LABELS, List.of(windows), SpeechActivity.of(new float[8 * 16_000], 16_000));
  }

  private static Window window(double start, double speech, float sad) {
    return new Window(start, start + 4, speech, new float[] {sad, 1 - sad});
  }

  @Test
  void theAnswerIsTheMeanWeightedBySpeech() {
    Timeline timeline = of(window(0, 1, 0.9f), window(2, 3, 0.1f), window(4, 0.29, 1));
    assertArrayEquals(new float[] {0.3f, 0.7f}, timeline.probabilities(), 1e-6f);
    assertEquals(3, timeline.mostSpeech());
  }

  @Test
  void oneWindowKeepsItsBits() {
    for (float p : new float[] {0.1f, 1 / 3f, 0.987654f}) {
      assertEquals(p, of(window(0, 0.77, p)).probabilities()[0]);
    }
  }

  @Test
  void withoutSpeechThereIsNoAnswer() {
    assertNull(of(window(0, 0.29, 0.9f)).probabilities());
  }

  @Test
  void windowsCoverARecordingWithoutGaps() {
    FeatureConfig features = FeatureConfig.reference();
    assertEquals(new Windows(10, 5), Windows.of(features, null, null));
    assertEquals(new Windows(3, 1.5), Windows.of(features, 3.0, null));
    assertEquals(new Windows(3, 3), Windows.of(features, 3.0, 3.0));
    for (double[] bad : new double[][] {{11, 1}, {0.2, 0.1}, {3, 4}, {3, 0}, {Double.NaN, 1}}) {
      assertThrows(IllegalArgumentException.class, () -> Windows.of(features, bad[0], bad[1]));
    }
  }

  @Test
  void theTableIsEmptyWhereThereIsNoSpeech() throws IOException {
    Timeline timeline = of(window(0, 1, 0.25f), window(4, 0, 0.5f));
    String csv =
        new String(
            TimelineFile.CSV.bytes(timeline, "a", FigureStyle.DEFAULT), StandardCharsets.UTF_8);
    assertEquals(
        "start,end,speech,emotion,sad,happy\n"
            + "0.000,4.000,0.250,happy,0.250000,0.750000\n"
            + "4.000,8.000,0.000,,,\n",
        csv);
  }

  @Test
  void thePictureIsDrawnWithAndWithoutSpeech() throws IOException {
    for (Timeline timeline :
        List.of(
            of(window(0, 1, 0.25f), window(4, 0, 0.5f)),
            of(window(0, 0, 0.25f)),
            of(new Window(0, 0.01, 0, new float[2])))) {
      byte[] png = TimelineFile.PNG.bytes(timeline, "a", FigureStyle.DEFAULT);
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
      assertTrue(image.getWidth() >= 800 && image.getHeight() >= 400);
    }
  }
}
