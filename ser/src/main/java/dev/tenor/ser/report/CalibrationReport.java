package dev.tenor.ser.report;

import dev.tenor.ser.stats.Calibration;
import dev.tenor.ser.stats.Predictions;
import dev.tenor.ser.stats.Share;
import dev.tenor.ser.stats.Temperature;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The calibration of a model on one set of utterances, before and after temperature scaling.
public record CalibrationReport(Temperature temperature, Calibration before, Calibration after) {
  /// @param uncalibrated the predictions at temperature 1
  public static CalibrationReport of(Temperature temperature, Predictions uncalibrated) {
    return new CalibrationReport(
        temperature, Calibration.of(uncalibrated), Calibration.of(temperature.apply(uncalibrated)));
  }

  /// For JSON.
  public Map<String, Object> map() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("temperature", temperature.value());
    map.put("before", map(before));
    map.put("after", map(after));
    return map;
  }

  private static Map<String, Object> map(Calibration c) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("ece", Share.json(c.ece()));
    map.put("brier", Share.json(c.brier()));
    map.put("loss", Share.json(c.loss()));
    return map;
  }

  /// One line, none where there is no utterance.
  public List<String> lines() {
    return Double.isNaN(after.ece())
        ? List.of()
        : List.of(
            String.format(
                Locale.ROOT,
                "calibration: temperature %.3f; ECE %s %% (before %s %%), Brier score %.3f (%.3f)",
                temperature.value(),
                Share.percent(after.ece()),
                Share.percent(before.ece()),
                after.brier(),
                before.brier()));
  }
}
