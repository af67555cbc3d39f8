package dev.tenor.engine.onnx;

import dev.tenor.engine.io.ProtoWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// A constant of a graph (message `TensorProto`), row-major.
record OnnxTensor(int type, int[] dims, byte[] raw) {
  /// The numbers of the enum `TensorProto.DataType`.
  static final int FLOAT = 1;

  static final int INT64 = 7;

  static OnnxTensor of(int[] dims, float[] values) {
    ByteBuffer raw = littleEndian(Math.multiplyExact(Float.BYTES, values.length));
    raw.asFloatBuffer().put(values);
    return new OnnxTensor(FLOAT, dims.clone(), raw.array());
  }

  static OnnxTensor of(int[] dims, long[] values) {
    ByteBuffer raw = littleEndian(Math.multiplyExact(Long.BYTES, values.length));
    raw.asLongBuffer().put(values);
    return new OnnxTensor(INT64, dims.clone(), raw.array());
  }

  private static ByteBuffer littleEndian(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  ProtoWriter proto(String name) {
    ProtoWriter tensor = new ProtoWriter();
    for (int dim : dims) {
      tensor.integer(1, dim);
    }
    return tensor.integer(2, type).text(8, name).bytes(9, raw);
  }
}
