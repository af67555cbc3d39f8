package dev.tenor.ser.audio;

import com.jcraft.jogg.Packet;
import com.jcraft.jorbis.Block;
import com.jcraft.jorbis.Comment;
import com.jcraft.jorbis.DspState;
import com.jcraft.jorbis.Info;
import dev.tenor.ser.DataException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/// Vorbis by the JOrbis library: three packets set the decoder up, every further one makes a block
/// of samples.
///
/// JOrbis reads a wrong number of bits where channels are coupled and their number is 3, 5, 6 or 7
/// (it takes ⌊log₂ n⌋ for ⌈log₂ n⌉), reported as [UnsupportedCodingException].
final class VorbisCodec implements OggCodec {
  private static final int HEADERS = 3;

  private final Path file;
  private final Head head;
  private final Info info = new Info();
  private final Comment comment = new Comment();
  private final DspState dsp = new DspState();
  private final float[][][] pcm = new float[1][][];
  private Block block;
  private int packets;

  private VorbisCodec(Path file, Head head) {
    this.file = file;
    this.head = head;
    info.init();
    comment.init();
  }

  /// @param packet the first of a stream
  /// @return null where that is no Vorbis
  static VorbisCodec of(Path file, byte[] packet) {
    if (!AudioFormat.startsWith(packet, 0, "\1vorbis") || packet.length < 30) {
      return null;
    }
    int rate = ByteBuffer.wrap(packet).order(ByteOrder.LITTLE_ENDIAN).getInt(12);
    ChannelLayout layout = ChannelLayout.vorbis(packet[11] & 0xff);
    return new VorbisCodec(file, new Head(rate, layout, 0));
  }

  @Override
  public Head head() {
    return head;
  }

  @Override
  public void decode(byte[] bytes, OggSamples out) throws IOException {
    Packet packet = new Packet();
    packet.packet_base = bytes;
    packet.bytes = bytes.length;
    packet.b_o_s = packets == 0 ? 1 : 0;
    packet.granulepos = -1; // the end of the samples is determined elsewhere
    packet.packetno = packets;
    if (packets < HEADERS) {
      takeHeader(packet);
    } else if (bytes.length > 0) { // an empty one is allowed and holds nothing
      if (block.synthesis(packet) != 0) {
        throw damaged("packet " + packets + " cannot be decoded");
      }
      dsp.synthesis_blockin(block);
      drain(out);
    }
    packets++;
  }

  private void takeHeader(Packet packet) throws IOException {
    if (info.synthesis_headerin(comment, packet) < 0) {
      if (packets == HEADERS - 1 && isMisread(info.channels)) {
        throw new UnsupportedCodingException(
            "Ogg Vorbis of " + info.channels + " coupled channels");
      }
      throw damaged("header " + packets + " cannot be read");
    }
    if (packets == HEADERS - 1) {
      dsp.synthesis_init(info);
      block = new Block(dsp);
    }
  }

  private static boolean isMisread(int channels) {
    return channels > 2 && Integer.bitCount(channels) > 1;
  }

  private void drain(OggSamples out) {
    int[] offsets = new int[head.channels()];
    for (int count = dsp.synthesis_pcmout(pcm, offsets);
        count > 0;
        count = dsp.synthesis_pcmout(pcm, offsets)) {
      for (int i = 0; i < count; i++) {
        for (int c = 0; c < offsets.length; c++) {
          out.add(pcm[0][c][offsets[c] + i]);
        }
      }
      dsp.synthesis_read(count);
    }
  }

  private DataException damaged(String what) {
    return new DataException(file + ": Ogg Vorbis is damaged (" + what + "); copy it again");
  }
}
