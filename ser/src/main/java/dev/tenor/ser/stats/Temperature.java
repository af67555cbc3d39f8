package dev.tenor.ser.stats;

import java.util.Arrays;
import java.util.Locale;

/// Temperature scaling (Guo et al., *On Calibration of Modern Neural Networks*, 2017): logits are
/// divided by one number before the softmax, so that a probability of 0.7 is right in about 70 % of
/// the cases. The most probable class stays the same.
///
/// @param value 1 changes nothing, more makes probabilities more even, less makes them sharper
public record Temperature(double value) {
  public static final Temperature NONE = new Temperature(1);

  /// The range of [#fit]: a validation set without errors would sharpen without end, one at chance
  /// flatten without end.
  static final double LOWEST = 0.25;

  static final double HIGHEST = 10;

  private static final double GOLDEN = (StrictMath.sqrt(5) - 1) / 2;
  private static final int STEPS = 50;

  /// Digits that the loss of a few hundred utterances does not determine are not kept.
  private static final double DIGITS = 1e4;

  private static final double SMALLEST = Float.MIN_VALUE;

  /// @throws IllegalArgumentException if the value is no positive number
  public Temperature {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "the temperature is %s; expected a positive number", value));
    }
  }

  /// The temperature between 0.25 and 10 with the smallest cross-entropy, by golden-section search
  /// over its logarithm (the loss has a single minimum), rounded to four digits after the point; 1
  /// where there is no utterance.
  ///
  /// @param uncalibrated the predictions of data that the network was not trained on
  public static Temperature fit(Predictions uncalibrated) {
    if (uncalibrated.size() == 0) {
      return NONE;
    }
    double low = StrictMath.log(LOWEST);
    double high = StrictMath.log(HIGHEST);
    double left = high - GOLDEN * (high - low);
    double right = low + GOLDEN * (high - low);
    double lossLeft = loss(uncalibrated, left);
    double lossRight = loss(uncalibrated, right);
    for (int step = 0; step < STEPS; step++) {
      if (lossLeft <= lossRight) {
        high = right;
        right = left;
        lossRight = lossLeft;
        left = high - GOLDEN * (high - low);
        lossLeft = loss(uncalibrated, left);
      } else {
        low = left;
        left = right;
        lossLeft = lossRight;
        right = low + GOLDEN * (high - low);
        lossRight = loss(uncalibrated, right);
      }
    }
    double best = StrictMath.exp((low + high) / 2);
    return new Temperature(Math.round(best * DIGITS) / DIGITS);
  }

  private static double loss(Predictions predictions, double logOfTemperature) {
    double temperature = StrictMath.exp(logOfTemperature);
    double loss = 0;
    for (int i = 0; i < predictions.size(); i++) {
      double[] scaled = logits(predictions.probabilities()[i], temperature);
      double sum = 0;
      for (double logit : scaled) {
        sum += StrictMath.exp(logit);
      }
      loss += StrictMath.log(sum) - scaled[predictions.truth()[i]];
    }
    return loss;
  }

  /// Scaled logits whose largest is 0.
  private static double[] logits(float[] probabilities, double temperature) {
    double most = SMALLEST;
    for (float p : probabilities) {
      most = Math.max(most, p);
    }
    double[] logits = new double[probabilities.length];
    for (int k = 0; k < logits.length; k++) {
      double p = Math.max(SMALLEST, probabilities[k]);
      logits[k] = (StrictMath.log(p) - StrictMath.log(most)) / temperature;
    }
    return logits;
  }

  /// The probabilities at this temperature; the same array where it is 1.
  ///
  /// @param probabilities of one utterance at temperature 1
  public float[] apply(float[] probabilities) {
    if (value == 1) {
      return probabilities;
    }
    double[] scaled = logits(probabilities, value);
    double sum = 0;
    for (int k = 0; k < scaled.length; k++) {
      scaled[k] = StrictMath.exp(scaled[k]);
      sum += scaled[k];
    }
    float[] result = new float[scaled.length];
    for (int k = 0; k < result.length; k++) {
      result[k] = (float) (scaled[k] / sum);
    }
    int best = Scores.argmax(probabilities, 0, probabilities.length);
    if (Scores.argmax(result, 0, result.length) != best) {
      result[best] = Math.nextUp(result[best]); // rounding made it a tie
    }
    return result;
  }

  /// Likewise for several utterances.
  public float[][] apply(float[][] probabilities) {
    return Arrays.stream(probabilities).map(this::apply).toArray(float[][]::new);
  }

  /// The predictions at this temperature.
  ///
  /// @param uncalibrated at temperature 1
  public Predictions apply(Predictions uncalibrated) {
    return new Predictions(
        uncalibrated.labels(),
        uncalibrated.keys(),
        uncalibrated.truth(),
        apply(uncalibrated.probabilities()));
  }
}
