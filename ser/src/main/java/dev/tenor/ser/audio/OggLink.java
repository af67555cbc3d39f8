package dev.tenor.ser.audio;

import dev.tenor.ser.DataException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;

/// One logical stream of an Ogg file: pages are joined to packets, packets are decoded to samples,
/// and the pages' granule positions decide which of those belong to the recording.
///
/// A capture of a running broadcast does not begin at 0: its first sample is where the first page
/// with sound ends, less what that page holds. Where a page holds more than its position says, the
/// rest is cut off, at the front of the first page and at the back of the last.
final class OggLink {
  private final Path file;
  private final int serial;
  private final OggCodec codec;
  private final FrameSink sink;
  private final OggSamples samples;
  private final double[] frame;
  private final ByteArrayOutputStream packet = new ByteArrayOutputStream();

  private boolean begun;
  private OggPage pending;
  private int sequence;
  private boolean open;
  private boolean sounded;
  private boolean hasPages;
  private boolean ended;

  /// Samples per channel that were decoded, with those to skip.
  private long decoded;

  /// How many at the beginning are no part of the recording.
  private long skip;

  /// The stream's position at the first sample.
  private long offset;

  /// Position of the last page that has one.
  private long granule;

  OggLink(Path file, OggPage first, OggCodec codec, FrameSink sink, boolean begun)
      throws IOException {
    this.file = file;
    this.codec = codec;
    this.sink = sink;
    this.begun = begun;
    serial = first.serial();
    sequence = first.sequence();
    skip = codec.head().preSkip();
    samples = new OggSamples(codec.head().channels());
    frame = new double[codec.head().channels()];
    ended = first.isLast();
    codec.decode(first.body(), samples);
  }

  int serial() {
    return serial;
  }

  boolean hasPages() {
    return hasPages;
  }

  boolean hasSound() {
    return sounded;
  }

  boolean hasEnd() {
    return ended;
  }

  /// Whether the sink has begun, with this or an earlier stream.
  boolean hasBegun() {
    return begun;
  }

  /// Takes the next page; that it is not the last one is known when another follows.
  void take(OggPage page) throws IOException {
    if (ended) {
      return; // nothing after its end belongs to a stream
    }
    if (page.sequence() != ++sequence && sounded) {
      throw damaged("page " + sequence + " is missing");
    }
    sequence = page.sequence(); // after its headers a capture may begin anywhere
    hasPages = true;
    ended = page.isLast();
    if (page.lacing().length == 0) {
      return; // it holds an end mark at most
    }
    if (pending != null) {
      decode(pending, false);
    }
    pending = page;
  }

  /// @return samples per channel of the recording
  /// @throws DataException where the last packet is cut
  long finish() throws IOException {
    if (pending != null && pending.isOpen() && !ended) {
      throw new DataException(
          file
              + ": was cut short, the Ogg page with the rest of a packet is missing; copy it again");
    }
    if (pending != null) {
      decode(pending, true);
      pending = null;
    }
    return Math.max(0, granule - offset - skip);
  }

  private void decode(OggPage page, boolean last) throws IOException {
    if (sounded && sink.full()) {
      granule = Math.max(granule, page.granule());
      return;
    }
    samples.clear();
    decodePackets(page);
    if (samples.frames() == 0) {
      return;
    }
    long end = decoded + samples.frames();
    long position = page.granule() < 0 ? offset + end : page.granule();
    if (!sounded && !last) {
      skip += Math.max(0, end - position);
    }
    offset = Math.max(offset, position - end); // also where a capture has a hole
    hand(last ? position - offset : Long.MAX_VALUE);
    granule = position;
  }

  private void decodePackets(OggPage page) throws IOException {
    if (open && !page.isContinued()) {
      throw damaged("page " + page.sequence() + " lacks the rest of a packet");
    }
    boolean headless = page.isContinued() && !open;
    int at = 0;
    for (byte segment : page.lacing()) {
      int length = segment & 0xff;
      packet.write(page.body(), at, length);
      at += length;
      if (length < 255) {
        if (!headless) {
          codec.decode(packet.toByteArray(), samples);
        }
        headless = false;
        packet.reset();
      }
    }
    open = page.isOpen() && !headless;
  }

  /// Hands on what lies between the run-up and `end`.
  private void hand(long end) throws IOException {
    if (!begun) {
      sink.begin(codec.head().rate(), codec.head().layout());
      begun = true;
    }
    sounded = true;
    for (int i = 0; i < samples.frames() && decoded < end; i++, decoded++) {
      if (decoded >= skip) {
        samples.get(i, frame);
        sink.add(frame);
      }
    }
  }

  private DataException damaged(String what) {
    return new DataException(file + ": Ogg is damaged (" + what + "); copy it again");
  }
}
