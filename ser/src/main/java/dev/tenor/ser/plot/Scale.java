package dev.tenor.ser.plot;

import java.util.List;

/// The numbers of an axis, and where they are.
sealed interface Scale permits LinearScale, LogScale {
  /// @param least of the data, likewise `most`; NaN where there is none
  /// @param ticks how many there may be, at least 2
  static Scale of(Axis axis, double least, double most, int ticks) {
    return axis.log()
        ? LogScale.of(axis, least, most, ticks)
        : LinearScale.of(axis, least, most, ticks);
  }

  double low();

  double high();

  /// The values with a tick.
  List<Double> ticks();

  String label(double value);

  /// Where a value is: 0 at the beginning, 1 at the end.
  double place(double value);
}
