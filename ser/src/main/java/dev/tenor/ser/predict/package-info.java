/// Trained models at work: the model file ([SerModel]), the network on features ([Predictor]), from
/// recordings to emotions ([Recognizer]), and the evaluation of a model on any data.
package dev.tenor.ser.predict;
