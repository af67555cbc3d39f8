/// Writes trained models for other programs: ONNX. Imports the engine's files and tensors, and the
/// model, training and configuration packages of `ser`; only command lines and benchmarks import
/// it.
package dev.tenor.ser.export;
