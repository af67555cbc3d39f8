/// Inference: the model files ([TrainedModel], a network's or an acoustic one), predictions from
/// features ([Predictor]) and from recordings ([Recognizer]), and the evaluation of a model on any
/// data.
package dev.tenor.ser.predict;
