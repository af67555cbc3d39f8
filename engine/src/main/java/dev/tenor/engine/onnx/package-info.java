/// ONNX models: a graph under construction, the file it becomes, and the form that an op takes in
/// it. How a whole network becomes a graph is in `engine.export`.
package dev.tenor.engine.onnx;
