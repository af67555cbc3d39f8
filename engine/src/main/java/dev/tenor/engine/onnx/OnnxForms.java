package dev.tenor.engine.onnx;

import dev.tenor.engine.autograd.Op;
import java.util.HashMap;
import java.util.Map;

/// The ops that can be written as ONNX, each with its form.
public final class OnnxForms {
  private final Map<Class<?>, OnnxForm<Op>> forms = new HashMap<>();

  /// Adds a form, in place of one that is there. Returns this.
  public <O extends Op> OnnxForms with(Class<O> type, OnnxForm<O> form) {
    forms.put(type, call -> form.write(call.of(type)));
    return this;
  }

  public boolean has(Op op) {
    return forms.containsKey(op.getClass());
  }

  /// Adds the nodes of one application of an op; returns the name of its output.
  ///
  /// @throws IllegalArgumentException if there is no form for the op, or this application cannot be
  ///   written
  public String write(OnnxCall<Op> call) {
    Op op = call.ops().getFirst();
    OnnxForm<Op> form = forms.get(op.getClass());
    if (form == null) {
      throw new IllegalArgumentException(
          op.name()
              + " has no ONNX form; give it one with OnnxExport.form, or leave it out of what is"
              + " exported");
    }
    try {
      return form.write(call);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(op.name() + ": " + e.getMessage(), e);
    }
  }
}
