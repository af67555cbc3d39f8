package dev.tenor.ser.audio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Encodings of one sample in a file. Integers are scaled to ±1; the order of their bytes is the
/// buffer's.
enum SampleFormat {
  UNSIGNED_8(1) {
    @Override
    double get(ByteBuffer in, int at) {
      return ((in.get(at) & 0xff) - 128) / 128.0;
    }
  },
  SIGNED_8(1) {
    @Override
    double get(ByteBuffer in, int at) {
      return in.get(at) / 128.0;
    }
  },
  PCM_16(2) {
    @Override
    double get(ByteBuffer in, int at) {
      return in.getShort(at) / 32768.0;
    }
  },
  PCM_24(3) {
    @Override
    double get(ByteBuffer in, int at) {
      boolean little = in.order() == ByteOrder.LITTLE_ENDIAN;
      int high = in.get(little ? at + 2 : at);
      int low = in.getShort(little ? at : at + 1) & 0xffff;
      return (high << 16 | low) / 8388608.0;
    }
  },
  PCM_32(4) {
    @Override
    double get(ByteBuffer in, int at) {
      return in.getInt(at) / 2147483648.0;
    }
  },
  FLOAT_32(4) {
    @Override
    double get(ByteBuffer in, int at) {
      return in.getFloat(at);
    }
  },
  FLOAT_64(8) {
    @Override
    double get(ByteBuffer in, int at) {
      return in.getDouble(at);
    }
  },
  MU_LAW(1) {
    @Override
    double get(ByteBuffer in, int at) {
      return Companding.muLaw(in.get(at)) / 32768.0;
    }
  },
  A_LAW(1) {
    @Override
    double get(ByteBuffer in, int at) {
      return Companding.aLaw(in.get(at)) / 32768.0;
    }
  };

  final int bytes;

  SampleFormat(int bytes) {
    this.bytes = bytes;
  }

  /// The sample at a byte offset.
  abstract double get(ByteBuffer in, int at);

  /// Signed integers of so many bytes, null where there are none. Fewer bits than the bytes hold
  /// lie at their upper end, so that full scale is the same.
  static SampleFormat signed(int bytes) {
    return switch (bytes) {
      case 1 -> SIGNED_8;
      case 2 -> PCM_16;
      case 3 -> PCM_24;
      case 4 -> PCM_32;
      default -> null;
    };
  }
}
