package dev.tenor.ser.golden;

import dev.tenor.engine.io.FormatException;
import dev.tenor.engine.io.Safetensors;
import dev.tenor.ser.audio.AudioReader;
import dev.tenor.ser.audio.Decibels;
import dev.tenor.ser.audio.FeatureConfig;
import dev.tenor.ser.audio.LogMel;
import dev.tenor.ser.audio.MelFilterbank;
import dev.tenor.ser.config.Json;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// The front end: its mel filters, and the log-mel features of recordings in decibels before
/// standardisation. It runs on the host, whatever the backend.
final class FrontEndGolden {
  private static final String FILTERBANK = "mel_filterbank";
  private static final Map<String, Decibels> FORMS =
      Map.of("power_squared", Decibels.SQUARED, "power", Decibels.POWER);

  private final Recordings recordings;
  private final Map<Decibels, LogMel> frontEnds = new EnumMap<>(Decibels.class);

  private FrontEndGolden(Recordings recordings) {
    this.recordings = recordings;
    for (Decibels form : Decibels.values()) {
      FeatureConfig config = Json.with(FeatureConfig.reference(), Map.of("decibels", form));
      frontEnds.put(form, new LogMel(config));
    }
  }

  static List<GoldenCheck> run(Safetensors file, Recordings recordings) throws IOException {
    FrontEndGolden golden = new FrontEndGolden(recordings);
    Comparison comparison = new Comparison(file);
    for (String tensor : file.names()) {
      if (tensor.equals(FILTERBANK)) {
        float[] filters = new MelFilterbank(FeatureConfig.reference()).dense();
        comparison.nmse(tensor, filters, Comparison.OUTPUT_NMSE);
      } else {
        comparison.decibels(tensor, golden.features(file, tensor));
      }
    }
    return comparison.checks();
  }

  /// The features that a tensor called `<decibel form>/<path of the recording>` holds.
  private float[] features(Safetensors file, String tensor) throws IOException {
    int slash = tensor.indexOf('/');
    Decibels form = slash < 0 ? null : FORMS.get(tensor.substring(0, slash));
    if (form == null) {
      throw new FormatException(
          file.path(),
          "unknown tensor '" + tensor + "'",
          "names are " + FILTERBANK + ", power_squared/PATH and power/PATH");
    }
    LogMel logMel = frontEnds.get(form);
    double seconds = logMel.config().seconds();
    return logMel.compute(AudioReader.read(recordings.find(tensor.substring(slash + 1)), seconds));
  }
}
