package dev.tenor.ser.audio;

import dev.tenor.ser.DataException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Locale;

/// The `fmt ` chunk of a WAV file.
///
/// @param tag of the codec, the one inside where the header is extensible
/// @param blockBytes bytes of a frame, or of a block of a compressed codec
/// @param mask which speakers the channels belong to, 0 if not stated
/// @param extra what follows the sixteen bytes that every codec has, with its own length first
record WavFormat(
    int tag, int channels, int rate, int blockBytes, int bits, int mask, ByteBuffer extra) {
  static final int MS_ADPCM = 2;
  static final int IMA_ADPCM = 0x11;

  private static final int PCM = 1;
  private static final int FLOAT = 3;
  private static final int A_LAW = 6;
  private static final int MU_LAW = 7;
  private static final int EXTENSIBLE = 0xfffe;
  private static final int COMMON_BYTES = 16;

  /// @throws DataException where the chunk is too short
  static WavFormat of(Path file, ByteBuffer fmt) throws DataException {
    if (fmt.limit() < COMMON_BYTES) {
      throw new DataException(
          file
              + ": the 'fmt ' chunk has "
              + fmt.limit()
              + " bytes, at least 16 are needed; the file is damaged");
    }
    int tag = Short.toUnsignedInt(fmt.getShort(0));
    int mask = 0;
    if (tag == EXTENSIBLE && fmt.limit() >= 26) {
      mask = fmt.getInt(20);
      tag = Short.toUnsignedInt(fmt.getShort(24)); // the GUID of a codec begins with its tag
    }
    return new WavFormat(
        tag,
        Short.toUnsignedInt(fmt.getShort(2)),
        fmt.getInt(4),
        Short.toUnsignedInt(fmt.getShort(12)),
        Short.toUnsignedInt(fmt.getShort(14)),
        mask,
        fmt.slice(COMMON_BYTES, fmt.limit() - COMMON_BYTES).order(fmt.order()));
  }

  ChannelLayout layout() {
    return ChannelLayout.ofMask(mask, channels);
  }

  /// The encoding of the samples of a codec without blocks.
  ///
  /// @throws DataException where it cannot be read or the header contradicts itself
  SampleFormat sampleFormat(Path file) throws DataException {
    SampleFormat format = uncompressed();
    if (format == null) {
      throw unreadable(file);
    }
    if (blockBytes != channels * format.bytes) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "%s: the header states %d bytes per frame, but %d channels of %d bytes make %d;"
                  + " the file is damaged",
              file,
              blockBytes,
              channels,
              format.bytes,
              channels * format.bytes));
    }
    return format;
  }

  private SampleFormat uncompressed() {
    return switch (tag) {
      case PCM -> bits == 0 ? null : bits <= 8 ? SampleFormat.UNSIGNED_8 : signed();
      case FLOAT -> bits == 32 ? SampleFormat.FLOAT_32 : bits == 64 ? SampleFormat.FLOAT_64 : null;
      case A_LAW -> bits == 8 ? SampleFormat.A_LAW : null;
      case MU_LAW -> bits == 8 ? SampleFormat.MU_LAW : null;
      default -> null;
    };
  }

  private SampleFormat signed() {
    return SampleFormat.signed((bits + 7) / 8);
  }

  DataException unreadable(Path file) {
    return new DataException(
        String.format(
            Locale.ROOT,
            "%s: holds %s samples of %d bits (format tag 0x%04x), which cannot be read;"
                + " convert it to 16-bit PCM WAV",
            file,
            codecName(),
            bits,
            tag));
  }

  private String codecName() {
    return switch (tag) {
      case PCM -> "PCM";
      case MS_ADPCM -> "Microsoft ADPCM";
      case FLOAT -> "IEEE float";
      case A_LAW -> "A-law";
      case MU_LAW -> "mu-law";
      case IMA_ADPCM -> "IMA ADPCM";
      case 0x31 -> "GSM 6.10";
      case 0x40, 0x45, 0x64 -> "G.726 ADPCM";
      case 0x50 -> "MPEG layer II";
      case 0x55 -> "MP3";
      case 0x160, 0x161, 0x162 -> "Windows Media";
      case 0xff, 0x1610 -> "AAC";
      default -> "unknown";
    };
  }
}
