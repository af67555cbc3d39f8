package dev.tenor.ser.audio;

/// Where a channel is played, in the order of the bits of a WAVE channel mask, and how much it
/// counts when all become one: ITU-R BS.775, table 2, column 1/0, over 0.7071. So left and right
/// count 1, the centre, where films have their speech, √2, surrounds √½, and the low-frequency
/// effects nothing.
enum Speaker {
  FRONT_LEFT(1),
  FRONT_RIGHT(1),
  FRONT_CENTER(Math.sqrt(2)),
  LOW_FREQUENCY(0),
  BACK_LEFT(Math.sqrt(0.5)),
  BACK_RIGHT(Math.sqrt(0.5)),
  FRONT_LEFT_OF_CENTER(1),
  FRONT_RIGHT_OF_CENTER(1),
  BACK_CENTER(Math.sqrt(0.5)),
  SIDE_LEFT(Math.sqrt(0.5)),
  SIDE_RIGHT(Math.sqrt(0.5)),
  TOP_CENTER(Math.sqrt(0.5)),
  TOP_FRONT_LEFT(Math.sqrt(0.5)),
  TOP_FRONT_CENTER(Math.sqrt(0.5)),
  TOP_FRONT_RIGHT(Math.sqrt(0.5)),
  TOP_BACK_LEFT(Math.sqrt(0.5)),
  TOP_BACK_CENTER(Math.sqrt(0.5)),
  TOP_BACK_RIGHT(Math.sqrt(0.5));

  final double weight;

  Speaker(double weight) {
    this.weight = weight;
  }
}
