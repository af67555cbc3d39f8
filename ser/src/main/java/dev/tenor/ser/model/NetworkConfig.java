package dev.tenor.ser.model;

import dev.tenor.ser.config.Setting;
import java.util.List;
import java.util.Objects;

/// Every setting of the network (paper section 3). The three lists of the extraction blocks have
/// one entry per block.
///
/// @param type the name of the network, see [Networks]; others than that of the paper take from the
///   settings what they need
/// @param frames T, the time steps of the input, or the most of them, from the front end
/// @param mels F, the mel bins of the input, from the front end
/// @param voice V, the tracks of the voice in each frame, from the front end; 0 for none
/// @param functionals U, the functionals of the voice in each frame, the same in all; 0 for none
/// @param classes K, the number of emotions, from the labels
public record NetworkConfig(
    @Setting(value = "", absent = Networks.THREE_STAGE) String type,
    int frames,
    int mels,
    @Setting(value = "", absent = "0") int voice,
    @Setting(value = "", absent = "0") int functionals,
    @Setting("output channels of each convolution block") List<Integer> channels,
    @Setting("kernel size of the average pooling in each convolution block; 1 for no pooling")
        List<Integer> pooling,
    @Setting("dropout probability after each convolution block") List<Double> dropout,
    @Setting("hidden size d_lstm of the bidirectional LSTM, per direction") int lstmHidden,
    @Setting("aggregation of the time steps into one vector; unused if tokens is sequence")
        Aggregation.Kind aggregation,
    @Setting(
            value = "aggregation attention: number of queries, each of which gives a token",
            absent = "1")
        int queries,
    @Setting("input of the transformer layers: the utterance vector or the sequence of time steps")
        Tokens tokens,
    @Setting("number L of stacked transformer layers; 0 leaves stage 3 out") int depth,
    @Setting("whether the L transformer layers share one set of weights") boolean shared,
    @Setting("number of attention heads; must divide the embedding dimension 2·d_lstm") int heads,
    @Setting("hidden size of the feed-forward network in a transformer layer; 0 for 4·2·d_lstm")
        int feedForward,
    @Setting("whether the input of the transformer layers is scaled by √(2·d_lstm)")
        boolean embedScale,
    @Setting("whether sinusoidal positional encodings are added to the transformer layers' input")
        boolean positionalEncoding,
    @Setting("dropout probability on the residual branches of a transformer layer")
        double transformerDropout,
    @Setting("hidden size of the classifier; 0 for a single linear layer") int hidden,
    @Setting("activation function between the classifier's two linear layers")
        Classifier.Activation activation,
    int classes) {

  private static final int MAX_WIDTH = 1 << 16;

  public NetworkConfig {
    require(type != null && !type.isBlank(), "type must be given");
    channels = complete("channels", channels);
    pooling = complete("pooling", pooling);
    dropout = complete("dropout", dropout);
    require(
        aggregation != null && tokens != null && activation != null,
        "aggregation, tokens and activation must be given");
    require(!channels.isEmpty(), "channels is empty; give one width for each block");
    require(
        pooling.size() == channels.size() && dropout.size() == channels.size(),
        "there are "
            + channels.size()
            + " channels, "
            + pooling.size()
            + " pooling windows and "
            + dropout.size()
            + " dropout probabilities; give each block one of each");
    channels.forEach(c -> width("channels", c));
    pooling.forEach(p -> require(p >= 1, "pooling " + p + " is less than 1"));
    dropout.forEach(p -> probability("dropout", p));
    probability("transformerDropout", transformerDropout);
    width("frames", frames);
    width("mels", mels);
    require(voice >= 0 && voice <= MAX_WIDTH, "voice " + voice + " is not in 0…" + MAX_WIDTH);
    require(
        functionals >= 0 && functionals <= MAX_WIDTH,
        "functionals " + functionals + " is not in 0…" + MAX_WIDTH);
    width("lstmHidden", lstmHidden);
    require(
        feedForward >= 0 && feedForward <= MAX_WIDTH,
        "feedForward " + feedForward + " is not in 0…" + MAX_WIDTH);
    require(classes >= 2 && classes <= MAX_WIDTH, "classes " + classes + " is less than 2");
    require(queries >= 1 && queries <= 1000, "queries " + queries + " is not in 1…1000");
    require(
        queries == 1 || aggregation == Aggregation.Kind.ATTENTION,
        "queries " + queries + " need the aggregation attention");
    require(depth >= 0 && depth <= 1000, "depth " + depth + " is not in 0…1000");
    require(hidden >= 0 && hidden <= MAX_WIDTH, "hidden " + hidden + " is not in 0…" + MAX_WIDTH);
    require(
        depth == 0 || (heads >= 1 && 2 * lstmHidden % heads == 0),
        "heads " + heads + " does not divide 2·lstmHidden = " + 2 * lstmHidden);
    require(
        pooled(frames, pooling) >= 1 && pooled(mels, pooling) >= 1,
        "an input of " + frames + "x" + mels + " is pooled to nothing by windows " + pooling);
  }

  private static void require(boolean condition, String problem) {
    if (!condition) {
      throw new IllegalArgumentException("network: " + problem);
    }
  }

  private static <T> List<T> complete(String name, List<T> values) {
    require(values != null && values.stream().noneMatch(Objects::isNull), name + " must be given");
    return List.copyOf(values);
  }

  private static void width(String name, int value) {
    require(value >= 1 && value <= MAX_WIDTH, name + " " + value + " is not in 1…" + MAX_WIDTH);
  }

  private static void probability(String name, double p) {
    require(p >= 0 && p < 1, name + " " + p + " is not in [0, 1)");
  }

  private static int pooled(int length, List<Integer> pooling) {
    for (int window : pooling) {
      length /= window;
    }
    return length;
  }

  /// The columns of the input: mel bins, tracks of the voice, functionals of the voice.
  public int columns() {
    return mels + voice + functionals;
  }

  /// N, the tokens of an utterance whose time steps are aggregated.
  public int aggregatedTokens() {
    return queries + (functionals > 0 ? 1 : 0);
  }

  /// How many frames become one time step: the fewest that the network takes.
  public int framesPerStep() {
    return pooling.stream().reduce(1, Math::multiplyExact);
  }

  /// Whether the network takes utterances of any length: a convolution over time has a weight for
  /// every time step.
  public boolean anyLength() {
    return tokens == Tokens.SEQUENCE || aggregation != Aggregation.Kind.CONV;
  }

  /// T', the time steps after the blocks.
  public int pooledFrames() {
    return pooled(frames, pooling);
  }

  /// F', the mel bins after the blocks.
  public int pooledMels() {
    return pooled(mels, pooling);
  }

  /// D = 2·d_lstm, the embedding dimension.
  public int embedDim() {
    return 2 * lstmHidden;
  }

  /// The hidden size of a transformer layer's feed-forward network, with 0 replaced by 4·D.
  public int feedForwardDim() {
    return feedForward == 0 ? 4 * embedDim() : feedForward;
  }
}
