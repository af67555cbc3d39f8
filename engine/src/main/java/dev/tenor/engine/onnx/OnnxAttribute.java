package dev.tenor.engine.onnx;

import dev.tenor.engine.io.ProtoWriter;
import java.util.List;

/// A named constant of an ONNX node (message `AttributeProto`).
public final class OnnxAttribute {
  private static final int NAME = 1;
  private static final int FLOAT = 2;
  private static final int INT = 3;
  private static final int STRING = 4;
  private static final int INTS = 8;
  private static final int STRINGS = 9;
  private static final int TYPE = 20;

  /// The numbers of the enum `AttributeType`.
  private static final int TYPE_FLOAT = 1;

  private static final int TYPE_INT = 2;
  private static final int TYPE_STRING = 3;
  private static final int TYPE_INTS = 7;
  private static final int TYPE_STRINGS = 8;

  private final ProtoWriter proto;

  private OnnxAttribute(ProtoWriter proto) {
    this.proto = proto;
  }

  public static OnnxAttribute number(String name, float value) {
    return new OnnxAttribute(named(name, TYPE_FLOAT).number(FLOAT, value));
  }

  public static OnnxAttribute integer(String name, long value) {
    return new OnnxAttribute(named(name, TYPE_INT).integer(INT, value));
  }

  public static OnnxAttribute text(String name, String value) {
    return new OnnxAttribute(named(name, TYPE_STRING).text(STRING, value));
  }

  public static OnnxAttribute integers(String name, long... values) {
    ProtoWriter proto = named(name, TYPE_INTS);
    for (long value : values) {
      proto.integer(INTS, value);
    }
    return new OnnxAttribute(proto);
  }

  public static OnnxAttribute texts(String name, List<String> values) {
    ProtoWriter proto = named(name, TYPE_STRINGS);
    values.forEach(value -> proto.text(STRINGS, value));
    return new OnnxAttribute(proto);
  }

  private static ProtoWriter named(String name, int type) {
    return new ProtoWriter().text(NAME, name).integer(TYPE, type);
  }

  ProtoWriter proto() {
    return proto;
  }
}
