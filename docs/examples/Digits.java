import dev.tenor.engine.Session;
import dev.tenor.engine.data.MiniBatch;
import dev.tenor.engine.data.MiniBatches;
import dev.tenor.engine.nn.Activation;
import dev.tenor.engine.nn.Conv2d;
import dev.tenor.engine.nn.Dropout;
import dev.tenor.engine.nn.Flatten;
import dev.tenor.engine.nn.Linear;
import dev.tenor.engine.nn.MaxPool2d;
import dev.tenor.engine.nn.Sequential;
import dev.tenor.engine.ops.Losses;
import dev.tenor.engine.ops.Reductions;
import dev.tenor.engine.optim.Adam;
import dev.tenor.engine.optim.Optimizer;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/// A convolutional network that reads digits: those of MNIST, if the folder of its four IDX files is
/// given (unpacked, `train-images-idx3-ubyte` …), otherwise digits drawn with the JDK's fonts,
/// turned, moved and noised.
///
/// ```sh
/// java --add-modules jdk.incubator.vector -cp "tools/target/lib/*" docs/examples/Digits.java [MNIST]
/// ```
class Digits {
  static final int SIDE = 28;
  static final int PIXELS = SIDE * SIDE;

  /// Images [n,28,28,1] with pixels from 0 to 1, and what they show.
  record Images(float[] pixels, float[] labels) {}

  public static void main(String[] args) throws IOException {
    boolean mnist = args.length > 0;
    Images train = mnist ? idx(Path.of(args[0]), "train") : drawn(6000, 1);
    Images test = mnist ? idx(Path.of(args[0]), "t10k") : drawn(1000, 2);
    System.out.printf("accuracy on images it has not seen: %.1f %%%n", 100 * run(train, test, 3));
  }

  /// Trains for some epochs; returns the accuracy on `test`.
  static double run(Images train, Images test, int epochs) {
    try (Session session = Session.open().seed(1)) {
      Sequential network =
          session.trainable(
              new Sequential(
                  new Conv2d(1, 16, 5, 1, 2),
                  Activation.relu(),
                  new MaxPool2d(2),
                  new Conv2d(16, 32, 5, 1, 2),
                  Activation.relu(),
                  new MaxPool2d(2),
                  new Flatten(),
                  new Linear(7 * 7 * 32, 128),
                  Activation.relu(),
                  new Dropout(0.3f),
                  new Linear(128, 10)));
      Optimizer adam = session.optimizer(network, Adam.Config.of(0));
      MiniBatches batches = batches(train).shuffled(1);
      for (int epoch = 1; epoch <= epochs; epoch++) {
        double sum = 0;
        for (MiniBatch batch : batches.epoch(epoch)) {
          sum +=
              session.step(
                  adam,
                  2e-3 / epoch,
                  pass ->
                      Losses.crossEntropy(
                          pass,
                          network.apply(pass, batch.get(pass, 0)),
                          batch.get(pass, 1)));
        }
        System.out.printf("epoch %d: loss %.3f%n", epoch, sum / batches.count());
      }
      int right = 0;
      for (MiniBatch batch : batches(test).epoch(0)) {
        float[] answers =
            session.predict(
                pass -> Reductions.argmax(pass, network.apply(pass, batch.get(pass, 0)), 1));
        for (int i = 0; i < answers.length; i++) {
          right += answers[i] == batch.values(1)[i] ? 1 : 0;
        }
      }
      return (double) right / test.labels.length;
    }
  }

  private static MiniBatches batches(Images images) {
    return new MiniBatches(64).rows(images.pixels, SIDE, SIDE, 1).rows(images.labels);
  }

  /// Digits in one of the JDK's three faces, up to 15 degrees turned and 3 pixels moved, in noise.
  static Images drawn(int n, long seed) {
    System.setProperty("java.awt.headless", "true");
    Random random = new Random(seed);
    String[] faces = {Font.SANS_SERIF, Font.SERIF, Font.MONOSPACED};
    Images images = new Images(new float[n * PIXELS], new float[n]);
    for (int i = 0; i < n; i++) {
      int digit = random.nextInt(10);
      BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
      Graphics2D g = image.createGraphics();
      g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      g.setColor(Color.WHITE);
      g.setFont(new Font(faces[random.nextInt(3)], random.nextInt(2), 18 + random.nextInt(7)));
      g.rotate(random.nextDouble(-0.26, 0.26), SIDE / 2.0, SIDE / 2.0);
      g.drawString("" + digit, 7 + random.nextInt(4), 20 + random.nextInt(4));
      g.dispose();
      for (int p = 0; p < PIXELS; p++) {
        float ink = image.getRaster().getSample(p % SIDE, p / SIDE, 0) / 255f;
        images.pixels[i * PIXELS + p] = ink + 0.2f * (float) random.nextGaussian();
      }
      images.labels[i] = digit;
    }
    return images;
  }

  /// The images and labels of one part of MNIST.
  static Images idx(Path folder, String part) throws IOException {
    byte[] pixels = bytes(folder.resolve(part + "-images-idx3-ubyte"), 16);
    byte[] labels = bytes(folder.resolve(part + "-labels-idx1-ubyte"), 8);
    Images images = new Images(new float[pixels.length], new float[labels.length]);
    for (int i = 0; i < pixels.length; i++) {
      images.pixels[i] = (pixels[i] & 255) / 255f;
    }
    for (int i = 0; i < labels.length; i++) {
      images.labels[i] = labels[i];
    }
    return images;
  }

  private static byte[] bytes(Path file, int header) throws IOException {
    try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
      in.skipNBytes(header);
      return in.readAllBytes();
    }
  }
}
