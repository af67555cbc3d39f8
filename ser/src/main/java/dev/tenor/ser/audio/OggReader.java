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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Ogg Vorbis by the JOrbis library: pages of a logical stream become packets, the first three
/// packets set the decoder up, every further one makes a block of samples. Streams that follow each
/// other (a chain) are read as one recording; those beside it are passed over.
final class OggReader {
  private static final int READ_BYTES = 8192;
  private static final int HEADER_PACKETS = 3;

  private final Path file;
  private final InputStream in;
  private final FrameSink sink;
  private final SyncState sync = new SyncState();
  private final List<String> warnings = new ArrayList<>();
  private StreamState stream;
  private Info info;
  private Comment comment;
  private DspState dsp;
  private Block block;
  private double[] frame;
  private int rate;
  private int serial;

  /// Begins a first stream of another codec, else null.
  private String other;

  /// Samples a channel of the streams before this one in a chain, and of this one so far.
  private long earlier;

  private long frames;

  /// Where the stream's clock stood at its first sample, once that is known.
  private long before;

  private boolean located;
  private long end = Long.MAX_VALUE;
  private boolean started;
  private boolean ended;
  private int packets;

  private OggReader(Path file, InputStream in, FrameSink sink) {
    this.file = file;
    this.in = in;
    this.sink = sink;
    sync.init();
  }

  /// @param start where the first page lies, behind tags
  static Decoded read(Path file, long start, FrameSink sink) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      in.skipNBytes(start);
      OggReader reader = new OggReader(file, in, sink);
      reader.decode();
      double whole = OggPages.lastGranule(file) - reader.before;
      return new Decoded(
          sink.full() ? Math.max(whole, reader.total()) : reader.total(), reader.warnings);
    }
  }

  private long total() {
    return earlier + frames;
  }

  private void decode() throws IOException {
    Page page = new Page();
    while (frame == null || !sink.full()) {
      int state = sync.pageout(page);
      if (state < 0 && !ended) {
        throw damaged("a page does not match its checksum");
      }
      if (state > 0) {
        take(page);
      } else if (!fill()) {
        endOfFile();
        break;
      }
    }
    if (frame == null && other != null) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "%s: is an Ogg file of another codec than Vorbis or Opus ('%s'); convert it to WAV or"
                  + " FLAC",
              file,
              other.replaceAll("[^\\x20-\\x7e]", ".")));
    }
    if (frame == null) {
      throw damaged("the stream ends within its headers");
    }
  }

  /// A page that is torn is lost; a stream without its last page may just lack the end mark.
  private void endOfFile() throws DataException {
    if (sync.getBufferOffset() > sync.getDataOffset()) {
      throw new DataException(file + ": was cut short, its last Ogg page is torn; copy it again");
    }
    if (!ended && frame != null) {
      warnings.add("its last page lacks the end mark; it may be cut short");
    }
  }

  private boolean fill() throws IOException {
    int offset = sync.buffer(READ_BYTES);
    int count = in.read(sync.data, offset, READ_BYTES);
    sync.wrote(Math.max(count, 0));
    return count > 0;
  }

  private void take(Page page) throws IOException {
    boolean ours = page.bos() == 0 || begin(page);
    if (!ours || !started || page.serialno() != serial || ended) {
      return; // of another stream beside this one
    }
    if (stream.pagein(page) < 0) {
      throw damaged("a page belongs to no stream");
    }
    ended = page.eos() != 0;
    // The last block is whole, the recording rarely is.
    end = ended && page.granulepos() >= 0 ? page.granulepos() - before : Long.MAX_VALUE;
    Packet packet = new Packet();
    for (int state = stream.packetout(packet); state != 0; state = stream.packetout(packet)) {
      if (state < 0) {
        throw damaged("a packet is missing");
      }
      takePacket(packet);
    }
    if (frames > 0 && !located && page.granulepos() >= 0) {
      located = true; // a captured stream does not begin at 0
      before = ended ? 0 : Math.max(0, page.granulepos() - frames);
    }
  }

  /// Begins with the first Vorbis stream, or with the next one in a chain.
  private boolean begin(Page page) throws IOException {
    boolean vorbis = AudioFormat.startsWith(head(page), 0, "\1vorbis");
    if (started && !ended || !vorbis && started) {
      return false;
    }
    if (!vorbis) {
      other = new String(head(page), StandardCharsets.ISO_8859_1);
      return false;
    }
    earlier += frames;
    frames = 0;
    before = 0;
    located = false;
    packets = 0;
    ended = false;
    started = true;
    serial = page.serialno();
    stream = new StreamState();
    stream.init(serial);
    info = new Info();
    info.init();
    comment = new Comment();
    comment.init();
    dsp = new DspState();
    return true;
  }

  private static byte[] head(Page page) {
    int count = Math.min(page.body_len, 8);
    return Arrays.copyOfRange(page.body_base, page.body, page.body + count);
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
      throw damaged("header " + packets + " cannot be read");
    }
    if (packets == HEADER_PACKETS - 1) {
      open();
      dsp.synthesis_init(info);
      block = new Block(dsp);
    }
  }

  /// The decoder's limits, and the sink for the first stream of a chain.
  private void open() throws DataException {
    if (frame == null) {
      sink.begin(info.rate, ChannelLayout.vorbis(info.channels));
      frame = new double[info.channels];
      rate = info.rate;
    } else if (info.rate != rate || info.channels != frame.length) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "%s: changes from %d to %d channels or from %d to %d Hz on the way; split it there",
              file,
              frame.length,
              info.channels,
              rate,
              info.rate));
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
