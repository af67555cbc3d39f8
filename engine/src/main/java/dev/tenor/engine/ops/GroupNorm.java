package dev.tenor.engine.ops;

import dev.tenor.engine.autograd.Op;
import dev.tenor.engine.autograd.OpContext;
import dev.tenor.engine.backend.Buffer;
import dev.tenor.engine.backend.GroupGeometry;
import dev.tenor.engine.tensor.Shape;
import java.util.List;

/// Group norm (Wu and He 2018), channels last: x [B,..,C], weight `[C]`, bias `[C]`.
///
/// @param name `group_norm`, or `instance_norm` with 0 for `groups`: one for each channel
record GroupNorm(String name, int groups, float eps) implements Op {
  @Override
  public Shape infer(List<Shape> in) {
    Shape x = in.get(0);
    Checks.minRank(name(), "input", x, 2);
    int channels = x.dim(-1);
    Checks.that(
        channels > 0 && (groups == 0 || groups > 0 && channels % groups == 0),
        name(),
        () -> "the channels of input " + x + " do not fall into " + groups + " equal groups");
    Checks.shape(name(), "weight", x, in.get(1), Shape.of(channels));
    Checks.shape(name(), "bias", x, in.get(2), Shape.of(channels));
    GroupGeometry g = geometry(x);
    Checks.that(
        g.batch() == 0 || g.count() > 1,
        name(),
        () ->
            "input " + x + " has " + g.count() + " values for each group; it needs more than one");
    return x;
  }

  private GroupGeometry geometry(Shape x) {
    int places = 1;
    for (int axis = 1; axis < x.rank() - 1; axis++) {
      places *= x.dim(axis);
    }
    int channels = x.dim(-1);
    return new GroupGeometry(x.dim(0), places, channels, groups == 0 ? channels : groups);
  }

  @Override
  public void forward(OpContext c) {
    GroupGeometry g = geometry(c.inShape(0));
    Buffer mean = c.save(g.batch() * g.groups());
    Buffer rstd = c.save(g.batch() * g.groups());
    c.backend().groupNorm().forward(c.out(), mean, rstd, c.in(0), c.in(1), c.in(2), eps, g);
  }

  @Override
  public void backward(OpContext c) {
    GroupGeometry g = geometry(c.inShape(0));
    Buffer dx = c.needsGrad(0) ? c.gradIn(0) : c.scratch(g.batch() * g.image());
    Buffer dgamma = c.needsGrad(1) ? c.gradAccumulate(1) : c.scratch(g.channels());
    Buffer dbeta = c.needsGrad(2) ? c.gradAccumulate(2) : c.scratch(g.channels());
    c.backend()
        .groupNorm()
        .backward(dx, dgamma, dbeta, c.gradOut(), c.in(0), c.saved(0), c.saved(1), c.in(1), g);
  }
}
