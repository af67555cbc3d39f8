import dev.tenor.engine.Session;
import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.nn.Embedding;
import dev.tenor.engine.nn.Init;
import dev.tenor.engine.nn.LearnedPositions;
import dev.tenor.engine.nn.TransformerConfig;
import dev.tenor.engine.nn.TransformerEncoder;
import dev.tenor.engine.nn.UnaryLayer;
import dev.tenor.engine.ops.AttentionMask;
import dev.tenor.engine.ops.Losses;
import dev.tenor.engine.ops.Ops;
import dev.tenor.engine.optim.Adam;
import dev.tenor.engine.optim.LrSchedule;
import dev.tenor.engine.optim.Optimizer;
import dev.tenor.engine.optim.ParameterGroups;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

/// A small GPT that learns to write like a text, character by character: this project's own
/// documentation, unless another file is given.
///
/// ```sh
/// java --add-modules jdk.incubator.vector -cp "tools/target/lib/*" docs/examples/CharGpt.java [TEXT]
/// ```
class CharGpt extends UnaryLayer {
  static final int TIME = 64;
  static final int WIDTH = 96;
  static final int BATCH = 32;

  private final Embedding characters;
  private final LearnedPositions positions = child("positions", new LearnedPositions(TIME, WIDTH, Init.normal(0.05)));
  private final TransformerEncoder layers =
      child(
          "layers",
          new TransformerEncoder(
              TransformerConfig.of(WIDTH, 4, 4 * WIDTH)
                  .withDropout(0.1)
                  .withActivation(Ops::gelu)
                  .preNorm(),
              3));

  CharGpt(int vocabulary) {
    characters = child("characters", new Embedding(vocabulary, WIDTH, Init.normal(0.05)));
  }

  /// Ids [B,T] → scores of the next ids [B,T,V]. The last layer shares the embedding's weights.
  @Override
  protected Tensor forward(Pass pass, Tensor ids) {
    Tensor x = positions.apply(pass, characters.apply(pass, ids));
    Tensor y = layers.apply(pass, x, AttentionMask.CAUSAL);
    return Ops.linear(pass, y, characters.weight(), null);
  }

  public static void main(String[] args) throws IOException {
    Path text = Path.of(args.length > 0 ? args[0] : "README.md");
    System.out.printf("loss of the last steps: %.2f nats a character%n", run(text, 600));
  }

  /// Trains for some steps, writes 300 characters, and returns the mean loss of the last steps.
  static double run(Path file, int steps) throws IOException {
    String text = Files.readString(file);
    int[] vocabulary = text.codePoints().filter(c -> c < 0x2500).distinct().sorted().toArray();
    float[] ids = ids(text, vocabulary);
    Random random = new Random(1);
    try (Session session = Session.open().seed(1).clipNorm(1)) {
      CharGpt gpt = session.trainable(new CharGpt(vocabulary.length));
      Optimizer adam =
          session.optimizer(
              gpt, Adam.Config.adamW(0.1), ParameterGroups.all().noDecayOfBiasesAndNorms());
      LrSchedule schedule = new LrSchedule.Warmup(50, new LrSchedule.Cosine());
      double mean = 0;
      for (int step = 0; step < steps; step++) {
        float[] x = new float[BATCH * TIME];
        float[] next = new float[BATCH * TIME];
        for (int b = 0; b < BATCH; b++) {
          int from = random.nextInt(ids.length - TIME - 1);
          System.arraycopy(ids, from, x, b * TIME, TIME);
          System.arraycopy(ids, from + 1, next, b * TIME, TIME);
        }
        Shape shape = Shape.of(BATCH, TIME);
        float loss =
            session.step(
                adam,
                3e-3 * schedule.factor(step, step, steps),
                pass ->
                    Losses.crossEntropy(
                        pass,
                        gpt.apply(pass, pass.constant(shape, x)),
                        pass.constant(shape, next)));
        mean = step == 0 ? loss : 0.95 * mean + 0.05 * loss;
        if ((step + 1) % 100 == 0) {
          System.out.printf("step %4d: %.2f%n", step + 1, mean);
        }
      }
      System.out.println(sample(session, gpt, vocabulary, 300, random));
      return mean;
    }
  }

  /// Text that goes on from a newline, each character drawn by its probability.
  private static String sample(
      Session session, CharGpt gpt, int[] vocabulary, int length, Random random) {
    float[] written = new float[length + 1];
    StringBuilder text = new StringBuilder();
    for (int n = 1; n <= length; n++) {
      int from = Math.max(0, n - TIME);
      float[] past = Arrays.copyOfRange(written, from, n);
      float[] p =
          session.predict(
              pass ->
                  Ops.softmax(
                      pass,
                      Ops.narrow(
                          pass,
                          gpt.apply(pass, pass.constant(Shape.of(1, past.length), past)),
                          1,
                          past.length - 1,
                          1)));
      double draw = random.nextDouble();
      int id = 0;
      while (id < p.length - 1 && (draw -= p[id]) > 0) {
        id++;
      }
      written[n] = id;
      text.appendCodePoint(vocabulary[id]);
    }
    return text.toString();
  }

  private static float[] ids(String text, int[] vocabulary) {
    int[] places =
        text.codePoints().map(c -> Arrays.binarySearch(vocabulary, c)).filter(i -> i >= 0).toArray();
    float[] ids = new float[places.length];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = places[i];
    }
    return ids;
  }
}
