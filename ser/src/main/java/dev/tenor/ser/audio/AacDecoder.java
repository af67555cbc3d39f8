package dev.tenor.ser.audio;

import java.io.IOException;
import java.lang.reflect.Field;
import net.sourceforge.jaad.aac.Decoder;
import net.sourceforge.jaad.aac.Receiver;
import net.sourceforge.jaad.aac.syntax.ICStream;

/// Decodes AAC frames by the JAAD library, the same frames to the same samples.
///
/// JAAD fills bands with noise (perceptual noise substitution) from a generator whose state is a
/// static field: a recording's samples would depend on those decoded before or in other threads. So
/// each decoder has its own state, and installs it while it decodes a frame.
final class AacDecoder {
  private static final Object LOCK = new Object();
  private static final Field NOISE = noise();
  private static final int SEED = 0x1f2e_3d4c;

  private final Decoder decoder;
  private int noise = SEED;

  /// @param config an AudioSpecificConfig
  AacDecoder(byte[] config) throws IOException {
    decoder = Decoder.create(config);
  }

  void decode(byte[] frame, Receiver receiver) {
    synchronized (LOCK) {
      try {
        NOISE.setInt(null, noise);
        decoder.decodeFrame(frame, receiver);
        noise = NOISE.getInt(null);
      } catch (IllegalAccessException e) {
        throw new IllegalStateException("JAAD's noise generator is out of reach", e);
      }
    }
  }

  private static Field noise() {
    try {
      Field field = ICStream.class.getDeclaredField("randomState");
      field.setAccessible(true);
      return field;
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException("another JAAD, whose noise generator is elsewhere", e);
    }
  }
}
