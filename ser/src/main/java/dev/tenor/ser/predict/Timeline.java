package dev.tenor.ser.predict;

import dev.tenor.ser.audio.SpeechActivity;
import java.util.List;

/// What a model says of a recording from its start to its end.
///
/// @param labels the model's emotions
/// @param windows by their start
/// @param speech where there is speech
public record Timeline(List<String> labels, List<Window> windows, SpeechActivity speech) {
  /// Seconds of speech that an answer needs: a syllable or two.
  public static final double LEAST_SPEECH = 0.3;

  public Timeline {
    windows = List.copyOf(windows);
  }

  /// A window.
  ///
  /// @param start in seconds from the start of the recording
  /// @param end in seconds
  /// @param speech seconds of speech in it
  /// @param probabilities of the labels, which mean nothing unless [#isAnswered]
  public record Window(double start, double end, double speech, float[] probabilities) {
    /// The share of the window that is speech, 0 … 1.
    public double share() {
      return end > start ? speech / (end - start) : 0;
    }

    /// Whether there is enough speech in it for an answer.
    public boolean isAnswered() {
      return speech >= LEAST_SPEECH;
    }
  }

  /// The most speech in one window, in seconds.
  public double mostSpeech() {
    return windows.stream().mapToDouble(Window::speech).max().orElse(0);
  }

  /// The answer for the whole recording: the mean of the probabilities of the windows with enough
  /// speech, weighted by how much they have; null if there is none.
  ///
  /// The mean of probabilities and not of their logarithms: windows overlap, so that a product
  /// would count the same speech twice, and a single window that is sure could veto all others.
  public float[] probabilities() {
    double[] sums = new double[labels.size()];
    double weight = 0;
    for (Window w : windows) {
      if (w.isAnswered()) {
        weight += w.speech();
        for (int k = 0; k < sums.length; k++) {
          sums[k] += w.speech() * w.probabilities()[k];
        }
      }
    }
    if (weight == 0) {
      return null;
    }
    float[] mean = new float[sums.length];
    for (int k = 0; k < mean.length; k++) {
      mean[k] = (float) (sums[k] / weight);
    }
    return mean;
  }
}
