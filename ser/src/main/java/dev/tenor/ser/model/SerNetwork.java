package dev.tenor.ser.model;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.nn.TransformerEncoder;
import dev.tenor.engine.nn.UnaryLayer;
import dev.tenor.engine.ops.Ops;
import dev.tenor.engine.ops.Reductions;
import dev.tenor.engine.tensor.Tensor;

/// The network of "A Novel end-to-end Speech Emotion Recognition Network with Stacked Transformer
/// Layers" (ICASSP 2021), figures 1 and 2: log-mel features [B,T,F] → logits [B,K].
///
/// Beyond the paper, measures of the voice may stand behind the mel bins: see [Extraction] and
/// [FunctionalsToken].
public final class SerNetwork extends Network {
  private final UnaryLayer extraction;
  private final UnaryLayer aggregation;
  private final UnaryLayer functionals;
  private final UnaryLayer enhancement;
  private final UnaryLayer classifier;
  private boolean frozenExtraction;

  public SerNetwork(NetworkConfig c) {
    super(c);
    extraction = child("extraction", new Extraction(c));
    aggregation =
        c.tokens() == Tokens.SEQUENCE
            ? null
            : child(
                "aggregation",
                Aggregation.of(c.aggregation(), c.pooledFrames(), c.embedDim(), c.queries()));
    functionals = c.functionals() == 0 ? null : child("functionals", new FunctionalsToken(c));
    enhancement = c.depth() == 0 ? null : child("enhancement", new TransformerEncoder(stack(c)));
    classifier = child("classifier", new Classifier(c));
  }

  /// Stops training stage 1, which from now on computes as it predicts, also in training: only the
  /// other stages learn. To be called before the network has memory.
  @Override
  public void freezeExtraction() {
    extraction.freeze();
    frozenExtraction = true;
  }

  private static TransformerEncoder.Config stack(NetworkConfig c) {
    return new TransformerEncoder.Config(
        c.embedDim(),
        c.heads(),
        c.feedForwardDim(),
        c.depth(),
        c.shared(),
        c.embedScale(),
        c.positionalEncoding(),
        c.transformerDropout());
  }

  /// The output of each stage for one batch.
  ///
  /// @param extracted H [B,T',D], after stage 1
  /// @param aggregated Z0 [B,N,D], after stage 2: one token, or one for each query; with
  ///   [Tokens#SEQUENCE] the same as H; and then that of the functionals, where there are some
  /// @param enhanced Z [B,D], after stage 3 and the mean over the tokens
  /// @param logits [B,K]
  public record Stages(Tensor extracted, Tensor aggregated, Tensor enhanced, Tensor logits) {}

  /// Runs the stages on features x [B,T,F+V+U].
  public Stages stages(Pass pass, Tensor x) {
    Tensor h =
        frozenExtraction && pass.training()
            ? pass.frozen(inner -> extraction.apply(inner, x))
            : extraction.apply(pass, x);
    Tensor learnt = aggregation == null ? h : aggregation.apply(pass, h);
    Tensor z0 =
        functionals == null ? learnt : Ops.concat(pass, 1, learnt, functionals.apply(pass, x));
    Tensor tokens = enhancement == null ? z0 : enhancement.apply(pass, z0);
    Tensor z = Reductions.mean(pass, tokens, 1);
    return new Stages(h, z0, z, classifier.apply(pass, z));
  }

  @Override
  protected Tensor forward(Pass pass, Tensor x) {
    return stages(pass, x).logits();
  }
}
