package dev.tenor.ser.audio;

import com.jcraft.jogg.Packet;
import com.jcraft.jogg.Page;
import com.jcraft.jogg.StreamState;
import com.jcraft.jogg.SyncState;
import dev.tenor.ser.DataException;
import io.github.jaredmdobson.concentus.OpusDecoder;
import io.github.jaredmdobson.concentus.OpusException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Opus in Ogg (RFC 7845) by the Concentus library: one stream of one or two channels, decoded at
/// 48 kHz. The first `pre-skip` samples are the encoder's run-up and are dropped; the last page's
/// position is where the recording ends.
final class OpusReader {
  private static final int RATE = 48_000;
  private static final int READ_BYTES = 8192;
  private static final int MAX_FRAMES = RATE * 120 / 1000;
  private static final int HEAD_BYTES = 19;

  private final Path file;
  private final InputStream in;
  private final FrameSink sink;
  private final SyncState sync = new SyncState();
  private final StreamState stream = new StreamState();
  private final List<String> warnings = new ArrayList<>();
  private OpusDecoder decoder;
  private double[] frame;
  private double gain;
  private int preSkip;
  private int packets;
  private boolean started;
  private boolean ended;

  /// Samples a channel that were decoded, with those to skip.
  private long decoded;

  private long end = Long.MAX_VALUE;

  private OpusReader(Path file, InputStream in, FrameSink sink) {
    this.file = file;
    this.in = in;
    this.sink = sink;
    sync.init();
  }

  /// @param start where the first page lies, behind tags
  static Decoded read(Path file, long start, FrameSink sink) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      in.skipNBytes(start);
      OpusReader reader = new OpusReader(file, in, sink);
      reader.decode();
      long here = Math.min(reader.decoded, reader.end) - reader.preSkip;
      long whole = OggPages.lastGranule(file) - reader.preSkip;
      return new Decoded(sink.full() ? Math.max(here, whole) : here, reader.warnings);
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
        endOfFile();
        return;
      }
    }
  }

  private void endOfFile() throws DataException {
    if (frame == null) {
      throw damaged("the stream ends within its headers");
    }
    if (sync.getBufferOffset() > sync.getDataOffset()) {
      throw new DataException(file + ": was cut short, its last Ogg page is torn; copy it again");
    }
    warnings.add("its last page lacks the end mark; it may be cut short");
  }

  private boolean fill() throws IOException {
    int offset = sync.buffer(READ_BYTES);
    int count = in.read(sync.data, offset, READ_BYTES);
    sync.wrote(Math.max(count, 0));
    return count > 0;
  }

  private void take(Page page) throws IOException {
    if (!started) {
      started = true;
      stream.init(page.serialno());
    }
    if (stream.pagein(page) < 0) {
      return; // of another stream beside this one
    }
    ended = page.eos() != 0;
    end = ended && page.granulepos() >= 0 ? page.granulepos() : Long.MAX_VALUE;
    Packet packet = new Packet();
    for (int state = stream.packetout(packet); state != 0; state = stream.packetout(packet)) {
      if (state < 0) {
        throw damaged("a packet is missing");
      }
      byte[] bytes =
          Arrays.copyOfRange(packet.packet_base, packet.packet, packet.packet + packet.bytes);
      switch (packets++) {
        case 0 -> takeHead(bytes);
        case 1 -> {} // OpusTags
        default -> takeAudio(bytes);
      }
    }
  }

  private void takeHead(byte[] bytes) throws IOException {
    if (bytes.length < HEAD_BYTES) {
      throw damaged("its header has " + bytes.length + " bytes");
    }
    ByteBuffer head = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int channels = head.get(9);
    if (head.get(18) != 0 || channels < 1 || channels > 2) {
      throw new DataException(
          file
              + ": holds Opus of "
              + channels
              + " channels; one or two can be read: convert it to"
              + " WAV or FLAC");
    }
    preSkip = Short.toUnsignedInt(head.getShort(10));
    gain = Math.pow(10, head.getShort(16) / 256.0 / 20);
    try {
      decoder = new OpusDecoder(RATE, channels);
    } catch (OpusException e) {
      throw damaged(e.getMessage());
    }
    frame = new double[channels];
    sink.begin(RATE, ChannelLayout.of(channels));
  }

  private void takeAudio(byte[] packet) throws IOException {
    short[] samples = new short[MAX_FRAMES * frame.length];
    int count;
    try {
      count = decoder.decode(packet, 0, packet.length, samples, 0, MAX_FRAMES, false);
    } catch (OpusException e) {
      throw damaged("packet " + packets + ": " + e.getMessage());
    }
    for (int i = 0; i < count; i++, decoded++) {
      if (decoded >= preSkip && decoded < end) {
        for (int c = 0; c < frame.length; c++) {
          frame[c] = gain * samples[i * frame.length + c] / 32768.0;
        }
        sink.add(frame);
      }
    }
  }

  private DataException damaged(String what) {
    return new DataException(file + ": Ogg Opus is damaged (" + what + "); copy it again");
  }
}
