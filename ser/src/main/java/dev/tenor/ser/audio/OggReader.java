package dev.tenor.ser.audio;

import com.jcraft.jogg.Packet;
import com.jcraft.jogg.Page;
import com.jcraft.jogg.StreamState;
import com.jcraft.jogg.SyncState;
import com.jcraft.jorbis.Block;
import com.jcraft.jorbis.Comment;
import com.jcraft.jorbis.DspState;
import com.jcraft.jorbis.Info;
import dev.tenor.ser.DataException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// Ogg Vorbis by the JOrbis library: pages of the one logical stream become packets, the first
/// three packets set the decoder up, every further one makes a block of samples.
final class OggReader {
  private static final int READ_BYTES = 8192;
  private static final int HEADER_PACKETS = 3;

  private final Path file;
  private final InputStream in;
  private final FrameSink sink;
  private final SyncState sync = new SyncState();
  private final StreamState stream = new StreamState();
  private final Info info = new Info();
  private final Comment comment = new Comment();
  private final DspState dsp = new DspState();
  private Block block;
  private double[] frame;
  private long frames;
  private long end = Long.MAX_VALUE;
  private boolean started;
  private boolean ended;
  private int packets;

  private OggReader(Path file, InputStream in, FrameSink sink) {
    this.file = file;
    this.in = in;
    this.sink = sink;
    sync.init();
    info.init();
    comment.init();
  }

  /// @param start where the first page begins, behind tags of others
  static Decoded read(Path file, long start, FrameSink sink) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      in.skipNBytes(start);
      OggReader reader = new OggReader(file, in, sink);
      reader.decode();
      double frames = sink.full() ? OggPages.lastGranule(file) : reader.frames;
      return Decoded.of(Math.max(frames, reader.frames));
    }
  }

  private void decode() throws IOException {
    Page page = new Page();
    while (!ended && (frame == null || !sink.full())) {
      int state = sync.pageout(page);
      if (state < 0) {
        throw damaged("a page does not match its checksum");
      }
      if (state > 0) {
        take(page);
      } else if (!fill()) {
        throw new DataException(
            file + ": was cut short, its last Ogg page is missing; copy it again");
      }
    }
    if (frame == null) {
      throw damaged("the stream ends within its headers");
    }
  }

  private boolean fill() throws IOException {
    int offset = sync.buffer(READ_BYTES);
    int count = in.read(sync.data, offset, READ_BYTES);
    sync.wrote(Math.max(count, 0));
    return count > 0;
  }

  private void take(Page page) throws IOException {
    if (page.bos() != 0) {
      if (started) {
        throw new DataException(
            file + ": holds more than one Ogg stream; extract the one with speech");
      }
      started = true;
      stream.init(page.serialno());
    }
    if (stream.pagein(page) < 0) {
      throw damaged("a page belongs to no stream");
    }
    ended = page.eos() != 0;
    // The last block is whole, the recording rarely is.
    end = ended && page.granulepos() >= 0 ? page.granulepos() : Long.MAX_VALUE;
    Packet packet = new Packet();
    for (int state = stream.packetout(packet); state != 0; state = stream.packetout(packet)) {
      if (state < 0) {
        throw damaged("a packet is missing");
      }
      takePacket(packet);
    }
  }

  private void takePacket(Packet packet) throws IOException {
    if (packets < HEADER_PACKETS) {
      takeHeader(packet);
    } else if (block.synthesis(packet) == 0) {
      dsp.synthesis_blockin(block);
      drain();
    } else {
      throw damaged("packet " + packets + " cannot be decoded");
    }
    packets++;
  }

  private void takeHeader(Packet packet) throws IOException {
    if (info.synthesis_headerin(comment, packet) < 0) {
      String start =
          new String(
              packet.packet_base,
              packet.packet,
              Math.min(packet.bytes, 8),
              StandardCharsets.ISO_8859_1);
      if (packets == 0) {
        throw new DataException(
            String.format(
                Locale.ROOT,
                "%s: is an Ogg file of another codec than Vorbis ('%s'); convert it to WAV or FLAC",
                file,
                start.replaceAll("[^\\x20-\\x7e]", ".")));
      }
      throw damaged("header " + packets + " cannot be read");
    }
    if (packets == HEADER_PACKETS - 1) {
      sink.begin(info.rate, ChannelLayout.vorbis(info.channels));
      frame = new double[info.channels];
      dsp.synthesis_init(info);
      block = new Block(dsp);
    }
  }

  private void drain() throws IOException {
    float[][][] pcm = new float[1][][];
    int[] offsets = new int[info.channels];
    for (int count = dsp.synthesis_pcmout(pcm, offsets);
        count > 0;
        count = dsp.synthesis_pcmout(pcm, offsets)) {
      for (int i = 0; i < count && frames < end; i++, frames++) {
        for (int c = 0; c < info.channels; c++) {
          frame[c] = pcm[0][c][offsets[c] + i];
        }
        sink.add(frame);
      }
      dsp.synthesis_read(count);
    }
  }

  private DataException damaged(String what) {
    return new DataException(file + ": Ogg Vorbis is damaged (" + what + "); copy it again");
  }
}
