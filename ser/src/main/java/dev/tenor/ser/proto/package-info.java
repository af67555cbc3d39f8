/// The wire format of Protocol Buffers, which ONNX and TensorBoard files are in.
package dev.tenor.ser.proto;
