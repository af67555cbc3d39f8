/// Inference: the model file ([SerModel]), predictions from features ([Predictor]) and from
/// recordings ([Recognizer]), and the evaluation of a model on any data.
package dev.tenor.ser.predict;
