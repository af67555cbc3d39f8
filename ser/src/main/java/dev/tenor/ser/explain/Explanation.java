package dev.tenor.ser.explain;

import dev.tenor.ser.model.NetworkConfig;
import dev.tenor.ser.predict.Excerpt;
import dev.tenor.ser.predict.Predictor;
import dev.tenor.ser.predict.Recognizer.Prediction;
import dev.tenor.ser.predict.SerModel;
import dev.tenor.ser.predict.Timeline;
import java.util.List;

/// What can be said of a network's answer for one recording.
///
/// @param prediction the answer for the whole recording
/// @param timeline the answers for its windows
/// @param window the one that is looked into
/// @param label whose logit is explained
/// @param excerpt what the front end makes of the window
/// @param input the same as the network takes it, standardised, [frames · columns]
/// @param parts what each kind of input values adds
/// @param measures what each measure of the voice adds, the largest first
/// @param activations what the layers compute for the window
/// @param nearest the training utterances nearest to it, the most similar first; none unless asked
///   for
public record Explanation(
    SerModel model,
    Prediction prediction,
    Timeline timeline,
    Timeline.Window window,
    String label,
    Excerpt excerpt,
    float[] input,
    IntegratedGradients gradients,
    Occlusion occlusion,
    List<Part> parts,
    List<Measure> measures,
    Activations activations,
    List<TrainingEmbeddings.Neighbour> nearest) {
  int columns() {
    return model.network().columns();
  }

  int mels() {
    return model.network().mels();
  }

  int frames() {
    return input.length / columns();
  }

  /// From one frame to the next.
  double frameSeconds() {
    return (double) model.features().hopLength() / model.features().sampleRate();
  }

  /// From one time step of the network to the next.
  double stepSeconds() {
    return frameSeconds() * model.network().framesPerStep();
  }

  /// The middle of the first frame, in seconds from the start of the recording.
  double firstMiddle() {
    double half = 0.5 * model.features().nFft() / model.features().sampleRate();
    return excerpt.start() + (model.features().center() ? 0 : half);
  }

  /// Some mel bins of a matrix like the input: [frames · mels].
  float[] melsOf(float[] rows) {
    float[] mels = new float[frames() * mels()];
    for (int i = 0; i < mels.length; i++) {
      mels[i] = rows[i / mels() * columns() + i % mels()];
    }
    return mels;
  }

  /// The log-mel of the front end, in decibels [frames · mels].
  float[] logMel() {
    NetworkConfig c = model.network();
    return melsOf(Predictor.enough(excerpt.features(), c));
  }
}
