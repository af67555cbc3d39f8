package dev.tenor.ser.audio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Encodings of a sample in a WAV file; integers are scaled to ±1. WAV has all of them
/// little-endian; AIFF and AU read the same from a big-endian buffer.
enum WavSampleFormat {
  PCM_8(1, 1) {
    @Override
    double get(ByteBuffer in, int at) {
      return ((in.get(at) & 0xff) - 128) / 128.0; // the only unsigned one
    }
  },
  /// Not in WAV.
  PCM_S8(-1, 1) {
    @Override
    double get(ByteBuffer in, int at) {
      return in.get(at) / 128.0;
    }
  },
  PCM_16(1, 2) {
    @Override
    double get(ByteBuffer in, int at) {
      return in.getShort(at) / 32768.0;
    }
  },
  PCM_24(1, 3) {
    @Override
    double get(ByteBuffer in, int at) {
      boolean little = in.order() == ByteOrder.LITTLE_ENDIAN;
      int high = in.get(little ? at + 2 : at) << 16;
      return (high | in.getShort(little ? at : at + 1) & 0xffff) / 8388608.0;
    }
  },
  PCM_32(1, 4) {
    @Override
    double get(ByteBuffer in, int at) {
      return in.getInt(at) / 2147483648.0;
    }
  },
  FLOAT_32(3, 4) {
    @Override
    double get(ByteBuffer in, int at) {
      return in.getFloat(at);
    }
  },
  FLOAT_64(3, 8) {
    @Override
    double get(ByteBuffer in, int at) {
      return in.getDouble(at);
    }
  },
  A_LAW(6, 1) {
    @Override
    double get(ByteBuffer in, int at) {
      return Companding.aLaw(in.get(at));
    }
  },
  MU_LAW(7, 1) {
    @Override
    double get(ByteBuffer in, int at) {
      return Companding.muLaw(in.get(at));
    }
  };

  /// The codec's number in the `fmt ` chunk.
  final int tag;

  final int bytes;

  WavSampleFormat(int tag, int bytes) {
    this.tag = tag;
    this.bytes = bytes;
  }

  /// The sample at a byte offset.
  abstract double get(ByteBuffer in, int at);

  /// What a format tag stands for, for messages.
  static String codecName(int tag) {
    return switch (tag) {
      case 1 -> "PCM";
      case 2 -> "Microsoft ADPCM";
      case 3 -> "IEEE float";
      case 6 -> "A-law";
      case 7 -> "mu-law";
      case 0x11 -> "IMA ADPCM";
      case 0x31 -> "GSM 6.10";
      case 0x55 -> "MP3";
      default -> "unknown";
    };
  }
}
