package dev.tenor.bench.peers;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.nn.BatchNorm;
import dev.tenor.engine.nn.Conv2d;
import dev.tenor.engine.nn.Linear;
import dev.tenor.engine.nn.UnaryLayer;
import dev.tenor.engine.ops.ConvSettings;
import dev.tenor.engine.ops.Images;
import dev.tenor.engine.ops.Ops;
import dev.tenor.engine.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// ResNet-18 for images of 32×32 (He et al. 2016), whose stem is a 3×3 convolution without pooling:
/// [B,3,32,32] → [B,10].
final class ResNet extends UnaryLayer {
  static final int[] WIDTHS = {64, 128, 256, 512};

  private final Conv2d stem = child("stem", conv(3, WIDTHS[0], 3, 1));
  private final BatchNorm norm = child("norm", new BatchNorm(WIDTHS[0]));
  private final List<Block> blocks = new ArrayList<>();
  private final Linear fc = child("fc", new Linear(WIDTHS[3], 10));

  ResNet() {
    int in = WIDTHS[0];
    for (int width : WIDTHS) {
      for (int i = 0; i < 2; i++) {
        blocks.add(child("blocks." + blocks.size(), new Block(in, width, in == width ? 1 : 2)));
        in = width;
      }
    }
  }

  /// Without a bias, since a batch norm follows; an odd kernel keeps the size, but for the stride.
  private static Conv2d conv(int in, int out, int kernel, int stride) {
    return new Conv2d(in, out, kernel, kernel, ConvSettings.of(stride, kernel / 2), false);
  }

  @Override
  protected Tensor forward(Pass pass, Tensor x) {
    Tensor image = Ops.permute(pass, x, 0, 2, 3, 1);
    Tensor y = Ops.relu(pass, norm.apply(pass, stem.apply(pass, image)));
    for (Block block : blocks) {
      y = block.apply(pass, y);
    }
    return fc.apply(pass, Images.globalAvgPool(pass, y));
  }

  /// Two convolutions of 3×3 beside a shortcut, of 1×1 where the shape changes.
  private static final class Block extends UnaryLayer {
    private final Conv2d conv1;
    private final BatchNorm norm1;
    private final Conv2d conv2;
    private final BatchNorm norm2;
    private final Conv2d shortcut;
    private final BatchNorm shortcutNorm;

    Block(int in, int out, int stride) {
      conv1 = child("conv1", conv(in, out, 3, stride));
      norm1 = child("norm1", new BatchNorm(out));
      conv2 = child("conv2", conv(out, out, 3, 1));
      norm2 = child("norm2", new BatchNorm(out));
      shortcut = stride == 1 ? null : child("shortcut", conv(in, out, 1, stride));
      shortcutNorm = stride == 1 ? null : child("shortcut_norm", new BatchNorm(out));
    }

    @Override
    protected Tensor forward(Pass pass, Tensor x) {
      Tensor a = Ops.relu(pass, norm1.apply(pass, conv1.apply(pass, x)));
      Tensor b = norm2.apply(pass, conv2.apply(pass, a));
      Tensor s = shortcut == null ? x : shortcutNorm.apply(pass, shortcut.apply(pass, x));
      return Ops.relu(pass, Ops.add(pass, b, s));
    }
  }
}
