package dev.tenor.ser.audio;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/// Ogg files as lists of pages that tests change; checksums are made anew.
record OggBytes(List<byte[]> pages) {
  static OggBytes of(byte[] file) {
    List<byte[]> pages = new ArrayList<>();
    for (int at = 0; at < file.length; ) {
      int body = at + 27 + (file[at + 26] & 0xff);
      int end = body;
      for (int i = at + 27; i < body; i++) {
        end += file[i] & 0xff;
      }
      pages.add(Arrays.copyOfRange(file, at, end));
      at = end;
    }
    return new OggBytes(pages);
  }

  /// The same pages with others after.
  OggBytes then(OggBytes other) {
    List<byte[]> joined = new ArrayList<>(pages);
    joined.addAll(other.pages);
    return new OggBytes(joined);
  }

  /// Pages of both in turn, as a multiplexer writes them.
  OggBytes beside(OggBytes other) {
    List<byte[]> mixed = new ArrayList<>();
    for (int i = 0; i < Math.max(pages.size(), other.pages.size()); i++) {
      if (i < pages.size()) {
        mixed.add(pages.get(i));
      }
      if (i < other.pages.size()) {
        mixed.add(other.pages.get(i));
      }
    }
    return new OggBytes(mixed);
  }

  OggBytes first(int count) {
    return new OggBytes(pages.subList(0, count));
  }

  OggBytes serial(int serial) {
    return change(0, page -> page.putInt(14, serial));
  }

  OggBytes withoutEnd() {
    return change(0, page -> page.put(5, (byte) (page.get(5) & ~4)));
  }

  /// @param first the first page whose clock is put forward
  OggBytes later(int first, long samples) {
    return change(first, page -> page.putLong(6, page.getLong(6) + samples));
  }

  /// @param first the first page that counts so many more
  OggBytes renumbered(int first, int by) {
    return change(first, page -> page.putInt(18, page.getInt(18) + by));
  }

  /// Changes the body of the first page.
  OggBytes head(Consumer<ByteBuffer> change) {
    return change(
        0,
        page -> {
          if ((page.get(5) & 2) != 0) {
            change.accept(page.slice(28, page.capacity() - 28).order(ByteOrder.LITTLE_ENDIAN));
          }
        });
  }

  private OggBytes change(int first, Consumer<ByteBuffer> change) {
    List<byte[]> changed = new ArrayList<>();
    for (int i = 0; i < pages.size(); i++) {
      byte[] page = pages.get(i).clone();
      if (i >= first) {
        ByteBuffer fields = ByteBuffer.wrap(page).order(ByteOrder.LITTLE_ENDIAN);
        change.accept(fields);
        fields.putInt(22, 0);
        fields.putInt(22, checksum(page));
      }
      changed.add(page);
    }
    return new OggBytes(changed);
  }

  byte[] bytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    pages.forEach(out::writeBytes);
    return out.toByteArray();
  }

  private static int checksum(byte[] bytes) {
    int sum = 0;
    for (byte value : bytes) {
      sum ^= value << 24;
      for (int bit = 0; bit < 8; bit++) {
        sum = sum << 1 ^ (sum < 0 ? 0x04c1_1db7 : 0);
      }
    }
    return sum;
  }
}
