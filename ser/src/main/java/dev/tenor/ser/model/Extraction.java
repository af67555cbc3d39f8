package dev.tenor.ser.model;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.nn.ConvBlock;
import dev.tenor.engine.nn.Layer;
import dev.tenor.engine.nn.Lstm;
import dev.tenor.engine.ops.Ops;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// Stage 1 (paper section 3.1): convolution blocks over the log-mel image, then a BiLSTM over time.
/// x [B,T,F] → H [B,T',2·d_lstm].
final class Extraction extends Layer {
  private final List<ConvBlock> blocks = new ArrayList<>();
  private final Lstm lstm;

  Extraction(NetworkConfig c) {
    int in = 1;
    for (int i = 0; i < c.channels().size(); i++) {
      int out = c.channels().get(i);
      ConvBlock block = new ConvBlock(in, out, c.pooling().get(i), c.dropout().get(i));
      blocks.add(child("blocks." + i, block));
      in = out;
    }
    lstm = child("lstm", Lstm.overChannelsLast(c.pooledMels(), in, c.lstmHidden(), true));
  }

  @Override
  protected Tensor forward(Pass pass, Tensor x) {
    Shape s = x.shape();
    Tensor image = Ops.reshape(pass, x, Shape.of(s.dim(0), s.dim(1), s.dim(2), 1));
    for (ConvBlock block : blocks) {
      image = block.apply(pass, image);
    }
    Shape p = image.shape();
    Tensor steps = Ops.reshape(pass, image, Shape.of(p.dim(0), p.dim(1), p.dim(2) * p.dim(3)));
    return lstm.apply(pass, steps);
  }
}
