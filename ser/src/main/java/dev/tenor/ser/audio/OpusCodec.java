package dev.tenor.ser.audio;

import dev.tenor.ser.DataException;
import io.github.jaredmdobson.concentus.OpusException;
import io.github.jaredmdobson.concentus.OpusMSDecoder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Locale;

/// Opus in Ogg (RFC 7845) by the Concentus library, decoded at 48 kHz whatever the original had.
final class OpusCodec implements OggCodec {
  private static final int RATE = 48_000;
  private static final int MAX_FRAMES = RATE * 120 / 1000;
  private static final int HEAD_BYTES = 19;
  private static final int HEADERS = 2;

  /// A mapping family of channels that are not to be mixed by a rule; 2 and 3 are ambisonics.
  private static final int UNNAMED_CHANNELS = 255;

  private final Path file;
  private final Head head;
  private final OpusMSDecoder decoder;
  private final double gain;
  private final short[] samples;
  private int packets;

  private OpusCodec(Path file, ByteBuffer packet, int channels) throws IOException {
    this.file = file;
    ChannelLayout layout =
        packet.get(18) == 1 ? ChannelLayout.vorbis(channels) : ChannelLayout.of(channels);
    head = new Head(RATE, layout, Short.toUnsignedInt(packet.getShort(10)));
    gain = StrictMath.pow(10, packet.getShort(16) / (20 * 256.0)) / (1 << 15);
    samples = new short[MAX_FRAMES * channels];
    decoder = decoder(packet, channels);
  }

  /// @param packet the first of a stream
  /// @return null where that is no Opus
  static OpusCodec of(Path file, byte[] packet) throws IOException {
    if (!AudioFormat.startsWith(packet, 0, "OpusHead")) {
      return null;
    }
    if (packet.length < HEAD_BYTES || packet[9] == 0 || packet[8] >> 4 != 0) {
      throw damaged(file, "its header cannot be read");
    }
    ByteBuffer fields = ByteBuffer.wrap(packet).order(ByteOrder.LITTLE_ENDIAN);
    return new OpusCodec(file, fields, packet[9] & 0xff);
  }

  /// Several streams of one or two channels, as the mapping table lays them out; mapping family 0
  /// is one stream without a table.
  private OpusMSDecoder decoder(ByteBuffer packet, int channels) throws IOException {
    int family = packet.get(18) & 0xff;
    if (family > 1 && family != UNNAMED_CHANNELS) {
      throw new UnsupportedCodingException("Opus of channel mapping " + family + " (ambisonics)");
    }
    if (family == 0 ? channels > 2 : packet.capacity() < HEAD_BYTES + 2 + channels) {
      throw damaged(
          file,
          String.format(
              Locale.ROOT,
              "its header has %d bytes for %d channels of mapping %d",
              packet.capacity(),
              channels,
              family));
    }
    int streams = family == 0 ? 1 : packet.get(HEAD_BYTES) & 0xff;
    int coupled = family == 0 ? channels - 1 : packet.get(HEAD_BYTES + 1) & 0xff;
    short[] mapping = new short[channels];
    for (int c = 0; c < channels; c++) {
      mapping[c] = (short) (family == 0 ? c : packet.get(HEAD_BYTES + 2 + c) & 0xff);
    }
    try {
      return OpusMSDecoder.create(RATE, channels, streams, coupled, mapping);
    } catch (OpusException | IllegalArgumentException e) {
      throw damaged(file, "its header: " + e.getMessage());
    }
  }

  @Override
  public Head head() {
    return head;
  }

  @Override
  public void decode(byte[] packet, OggSamples out) throws DataException {
    if (packets++ < HEADERS) {
      return;
    }
    int count = decoder.decodeMultistream(packet, 0, packet.length, samples, 0, MAX_FRAMES, 0);
    if (count < 0) {
      throw damaged(file, "packet " + (packets - 1) + ": error " + count);
    }
    for (int i = 0; i < count * head.channels(); i++) {
      out.add(gain * samples[i]);
    }
  }

  private static DataException damaged(Path file, String what) {
    return new DataException(file + ": Ogg Opus is damaged (" + what + "); copy it again");
  }
}
