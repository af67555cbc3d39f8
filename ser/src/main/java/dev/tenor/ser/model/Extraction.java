package dev.tenor.ser.model;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.nn.ConvBlock;
import dev.tenor.engine.nn.Lstm;
import dev.tenor.engine.nn.UnaryLayer;
import dev.tenor.engine.ops.Images;
import dev.tenor.engine.ops.Ops;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// Stage 1 (paper section 3.1): convolution blocks over the log-mel image, then a BiLSTM over time.
/// x [B,T,F] → H [B,T',2·d_lstm].
///
/// Where tracks of the voice stand behind the mel bins, x [B,T,F+V+…], they are averaged over the
/// frames of each time step and go through a BiLSTM of their own, whose output is added to H.
final class Extraction extends UnaryLayer {
  private final List<ConvBlock> blocks = new ArrayList<>();
  private final Lstm lstm;
  private final Lstm voice;
  private final NetworkConfig config;

  Extraction(NetworkConfig c) {
    config = c;
    int in = 1;
    for (int i = 0; i < c.channels().size(); i++) {
      int out = c.channels().get(i);
      ConvBlock block = new ConvBlock(in, out, c.pooling().get(i), c.dropout().get(i));
      blocks.add(child("blocks." + i, block));
      in = out;
    }
    lstm = child("lstm", Lstm.overChannelsLast(c.pooledMels(), in, c.lstmHidden(), true));
    voice =
        c.voice() == 0
            ? null
            : child("voice", Lstm.overChannelsLast(c.voice(), 1, c.lstmHidden(), true));
  }

  @Override
  protected Tensor forward(Pass pass, Tensor x) {
    Tensor mels = config.columns() == config.mels() ? x : Ops.narrow(pass, x, 2, 0, config.mels());
    Tensor h = logMel(pass, mels);
    if (voice == null) {
      return h;
    }
    Tensor tracks = Ops.narrow(pass, x, 2, config.mels(), config.voice());
    return Ops.add(pass, h, voice.apply(pass, steps(pass, tracks)));
  }

  private Tensor logMel(Pass pass, Tensor x) {
    Tensor image = asImage(pass, x);
    for (ConvBlock block : blocks) {
      image = block.apply(pass, image);
    }
    Shape p = image.shape();
    Tensor steps = Ops.reshape(pass, image, Shape.of(p.dim(0), p.dim(1), p.dim(2) * p.dim(3)));
    return lstm.apply(pass, steps);
  }

  /// [B,T,V] → [B,T',V]; frames behind the last whole time step are dropped, as by the blocks.
  private Tensor steps(Pass pass, Tensor tracks) {
    Tensor means = Images.avgPool2d(pass, asImage(pass, tracks), config.framesPerStep(), 1);
    Shape s = means.shape();
    return Ops.reshape(pass, means, Shape.of(s.dim(0), s.dim(1), s.dim(2)));
  }

  private static Tensor asImage(Pass pass, Tensor x) {
    Shape s = x.shape();
    return Ops.reshape(pass, x, Shape.of(s.dim(0), s.dim(1), s.dim(2), 1));
  }
}
