package dev.tenor.bench.peers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.ArrayList;
import java.util.List;

/// A bidirectional LSTM, x [B,T,inputSize] → [B,T,2·hidden]: `torch::lstm` as DJL's own `LSTM`
/// block calls it. That block gives the parameters of two directions in an order (all weights, then
/// all biases) which libtorch does not take, hence this one.
final class DjlLstm extends AbstractBlock {
  private final List<Parameter> ordered = new ArrayList<>();
  private final int hidden;

  DjlLstm(int hidden) {
    this.hidden = hidden;
    for (String direction : List.of("_l0", "_l0_reverse")) {
      for (String name : List.of("weight_ih", "weight_hh", "bias_ih", "bias_hh")) {
        Parameter.Type type =
            name.startsWith("weight") ? Parameter.Type.WEIGHT : Parameter.Type.BIAS;
        ordered.add(
            addParameter(Parameter.builder().setName(name + direction).setType(type).build()));
      }
    }
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
    NDArray x = inputs.singletonOrThrow();
    NDList weights = new NDList();
    ordered.forEach(p -> weights.add(store.getValue(p, x.getDevice(), training)));
    Shape state = new Shape(2, x.size(0), hidden);
    NDList zeros = new NDList(x.getManager().zeros(state), x.getManager().zeros(state));
    NDList out = x.getNDArrayInternal().lstm(x, zeros, weights, true, 1, 0, training, true, true);
    return new NDList(out.get(0));
  }

  @Override
  public Shape[] getOutputShapes(Shape[] in) {
    return new Shape[] {new Shape(in[0].get(0), in[0].get(1), 2L * hidden)};
  }
}
