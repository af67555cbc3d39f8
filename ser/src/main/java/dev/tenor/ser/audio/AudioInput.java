package dev.tenor.ser.audio;

import dev.tenor.ser.DataException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// A recording as a file that can be read more than once and at any place. What comes through a
/// pipe (`-` for standard input, `/dev/stdin`, `<(…)`, a named pipe) is written to a temporary
/// file, which is deleted with this.
final class AudioInput implements AutoCloseable {
  private static final String STANDARD_INPUT = "-";

  private final Path name;
  private final Path file;

  private AudioInput(Path name, Path file) {
    this.name = name;
    this.file = file;
  }

  /// @param name its name in messages
  /// @throws DataException where there is none, or nothing in it
  static AudioInput open(Path name) throws IOException {
    AudioInput input = isPipe(name) ? spool(name) : new AudioInput(name, name);
    if (Files.size(input.file) == 0) {
      input.close();
      throw new DataException(
          name + ": is empty; copy or record it again, or fetch it where it is a placeholder");
    }
    return input;
  }

  /// Its name in messages.
  Path name() {
    return name;
  }

  /// What to read, under whatever name.
  Path file() {
    return file;
  }

  /// An error with the name that the user gave.
  DataException named(DataException e) {
    return file.equals(name)
        ? e
        : new DataException(e.getMessage().replace(file.toString(), name.toString()), e);
  }

  private static boolean isPipe(Path name) throws DataException {
    if (name.toString().equals(STANDARD_INPUT)) {
      return true;
    }
    if (!Files.exists(name)) {
      throw new DataException(name + ": no such file; check the path");
    }
    if (Files.isDirectory(name)) {
      throw new DataException(name + ": is a folder; name an audio file in it");
    }
    if (!Files.isReadable(name)) {
      throw new DataException(name + ": may not be read; check its permissions");
    }
    return !Files.isRegularFile(name);
  }

  private static AudioInput spool(Path name) throws IOException {
    Path file = Files.createTempFile("tenor-audio-", ".tmp");
    AudioInput input = new AudioInput(name, file);
    try (InputStream in = stream(name);
        OutputStream out = Files.newOutputStream(file)) {
      copy(name, in, out);
      return input;
    } catch (IOException | RuntimeException e) {
      input.close();
      throw e;
    }
  }

  /// Standard input stays open: it is not this class's.
  private static InputStream stream(Path name) throws IOException {
    if (!name.toString().equals(STANDARD_INPUT)) {
      return Files.newInputStream(name);
    }
    return new FilterInputStream(System.in) {
      @Override
      public void close() {}
    };
  }

  /// A device such as /dev/zero has no end: its format is checked before the rest is read.
  private static void copy(Path name, InputStream in, OutputStream out) throws IOException {
    byte[] head = in.readNBytes(StreamStart.NEEDED_BYTES);
    out.write(head);
    out.flush();
    if (head.length == StreamStart.NEEDED_BYTES && !StreamStart.mayBegin(head)) {
      throw new DataException(name + ": " + ForeignFile.describe(head));
    }
    try {
      in.transferTo(out);
    } catch (IOException e) {
      throw new DataException(
          name
              + ": cannot be copied to "
              + System.getProperty("java.io.tmpdir")
              + " ("
              + e.getMessage()
              + "); make room there, or name another folder by -Djava.io.tmpdir",
          e);
    }
  }

  @Override
  public void close() throws IOException {
    if (!file.equals(name)) {
      Files.deleteIfExists(file);
    }
  }
}
