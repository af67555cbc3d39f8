package dev.tenor.engine.ops;

import dev.tenor.engine.onnx.OnnxForms;

/// The ONNX forms of this package's ops, a class for each family.
public final class OnnxOps {
  private OnnxOps() {}

  /// A list of one's own, to which others can be added.
  public static OnnxForms forms() {
    OnnxForms forms = new OnnxForms();
    OnnxProducts.addTo(forms);
    OnnxElementwise.addTo(forms);
    OnnxShapes.addTo(forms);
    OnnxReductions.addTo(forms);
    OnnxImages.addTo(forms);
    OnnxNorms.addTo(forms);
    OnnxSequences.addTo(forms);
    return forms;
  }
}
