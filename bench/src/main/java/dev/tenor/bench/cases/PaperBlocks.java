package dev.tenor.bench.cases;

import dev.tenor.engine.backend.ConvBlockGeometry;
import dev.tenor.engine.backend.ConvGeometry;
import dev.tenor.ser.model.NetworkConfig;
import dev.tenor.ser.model.Presets;

/// The convolution blocks of preset `paper`, numbered from 1.
public final class PaperBlocks {
  private static final long KEY = 0x5eedL;

  private PaperBlocks() {}

  public static ConvBlockGeometry of(int block, int batch) {
    NetworkConfig c = Presets.network(Presets.PAPER);
    if (block < 1 || block > c.channels().size()) {
      throw new IllegalArgumentException("block " + block + " is not in 1…" + c.channels().size());
    }
    int height = c.frames();
    int width = c.mels();
    int channels = 1;
    for (int i = 0; i < block - 1; i++) {
      height /= c.pooling().get(i);
      width /= c.pooling().get(i);
      channels = c.channels().get(i);
    }
    int last = block - 1;
    ConvGeometry conv =
        new ConvGeometry(batch, height, width, channels, c.channels().get(last), 3, 3, 1, 1, 1, 1);
    float dropout = c.dropout().get(last).floatValue();
    return new ConvBlockGeometry(conv, c.pooling().get(last), 0.1f, 1e-5f, dropout, KEY, block);
  }

  /// Operations of the convolution, of its data gradient, and of its weight gradient alike.
  public static double flop(ConvGeometry g) {
    return 2.0 * outputs(g) * weights(g) / g.outChannels();
  }

  public static int inputs(ConvGeometry g) {
    return g.batch() * g.height() * g.width() * g.inChannels();
  }

  public static int outputs(ConvGeometry g) {
    return g.batch() * g.outH() * g.outW() * g.outChannels();
  }

  public static int weights(ConvGeometry g) {
    return g.kernelH() * g.kernelW() * g.inChannels() * g.outChannels();
  }
}
