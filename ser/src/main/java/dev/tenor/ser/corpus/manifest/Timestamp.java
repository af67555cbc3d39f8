package dev.tenor.ser.corpus.manifest;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Times as manifests write them: `83.25`, `1:23.25`, `0:01:23.250`, with a decimal comma too.
final class Timestamp {
  private static final Pattern CLOCK = Pattern.compile("(?:(\\d+):)?(\\d+):(\\d{1,2}(?:\\.\\d*)?)");
  private static final int MICROSECONDS = 6;

  private Timestamp() {}

  /// Seconds, possibly negative; empty if the text is no time.
  static OptionalDouble seconds(String text) {
    String t = text.indexOf('.') < 0 ? text.replaceFirst(",(?=\\d+$)", ".") : text;
    Matcher clock = CLOCK.matcher(t);
    if (!clock.matches()) {
      return number(t);
    }
    double minutes = Double.parseDouble(clock.group(2));
    double seconds = Double.parseDouble(clock.group(3));
    boolean hours = clock.group(1) != null;
    if (seconds >= 60 || (hours && minutes >= 60)) {
      return OptionalDouble.empty();
    }
    double whole = hours ? Double.parseDouble(clock.group(1)) * 3600 : 0;
    return OptionalDouble.of(round(whole + minutes * 60 + seconds));
  }

  private static OptionalDouble number(String text) {
    try {
      double value = Double.parseDouble(text);
      boolean plain = Double.isFinite(value) && text.matches("[-+.\\deE]+");
      return plain ? OptionalDouble.of(value) : OptionalDouble.empty();
    } catch (NumberFormatException _) {
      return OptionalDouble.empty(); // the caller names the file and the line
    }
  }

  /// The text in seconds of a text in milliseconds; as it is if it is no number.
  static String ofMilliseconds(String text) {
    OptionalDouble value = number(text);
    return value.isPresent()
        ? BigDecimal.valueOf(value.getAsDouble()).movePointLeft(3).toPlainString()
        : text + " ms";
  }

  /// To the microsecond, finer than any sample: sums of decimal fractions stay short.
  static double round(double seconds) {
    return Double.isFinite(seconds)
        ? BigDecimal.valueOf(seconds).setScale(MICROSECONDS, RoundingMode.HALF_EVEN).doubleValue()
        : seconds;
  }

  /// Without an exponent and needless zeros; nothing for the end of a recording.
  static String plain(double seconds) {
    return Double.isInfinite(seconds)
        ? ""
        : new BigDecimal(Double.toString(seconds)).stripTrailingZeros().toPlainString();
  }
}
