package dev.tenor.engine.io;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Locale;
import java.util.UUID;

/// Files that are replaced whole or not at all: whoever reads the target sees the old content or
/// the new, also after a crash, a full disk or a power cut.
public final class AtomicFile {
  private static final int BUFFER_BYTES = 1 << 16;

  private AtomicFile() {}

  /// Writes `target` through a hidden temporary file beside it, which is forced to the disk and
  /// then renamed over the target. If anything fails, the old target is untouched and the temporary
  /// is deleted. A symbolic link is followed; a device or a pipe holds nothing to protect and is
  /// written directly.
  ///
  /// @param body writes the content; it may close the stream or leave it open
  /// @throws WriteException naming the target and the way out; what the body threw is its cause
  public static void write(Path target, IoConsumer<OutputStream> body) throws IOException {
    if (isDevice(target)) {
      try {
        writeDevice(target, body);
      } catch (IOException e) {
        throw failure(target, e);
      } catch (UncheckedIOException e) {
        throw failure(target, e.getCause());
      }
      return;
    }
    Path file = Files.exists(target) ? target.toRealPath() : target.toAbsolutePath();
    Path folder = file.getParent();
    checkTarget(target, file, folder);
    Path temporary = folder.resolve(".tenor-" + UUID.randomUUID() + ".tmp");
    try {
      writeForced(temporary, body);
      replace(temporary, file);
    } catch (IOException e) {
      delete(temporary, e);
      throw failure(target, e);
    } catch (UncheckedIOException e) { // how some writers of libraries pass it on
      delete(temporary, e);
      throw failure(target, e.getCause());
    } catch (RuntimeException | Error e) {
      delete(temporary, e);
      throw e;
    }
    forceFolder(folder);
  }

  /// Checks at once what [#write] would refuse later: that the target is in a folder that exists
  /// and can be written.
  ///
  /// @throws WriteException if it is not
  public static void check(Path target) throws IOException {
    Path file = target.toAbsolutePath();
    checkTarget(target, file, file.getParent());
  }

  private static void checkTarget(Path target, Path file, Path folder) throws IOException {
    String problem = null;
    if (folder == null || Files.isDirectory(file)) {
      problem = "it is a folder; name a file inside it";
    } else if (Files.notExists(folder)) {
      problem = "folder " + folder + " does not exist; create it or choose another path";
    } else if (!Files.isDirectory(folder)) {
      problem = folder + " is not a folder; choose another path";
    } else if (!Files.isWritable(folder)) {
      problem = "folder " + folder + " is not writable; change its permissions or choose another";
    }
    if (problem != null) {
      throw new WriteException(target, problem);
    }
  }

  private static boolean isDevice(Path target) throws IOException {
    return Files.exists(target)
        && Files.readAttributes(target, BasicFileAttributes.class).isOther();
  }

  private static void writeDevice(Path device, IoConsumer<OutputStream> body) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(device), BUFFER_BYTES)) {
      body.accept(out);
    }
  }

  private static void writeForced(Path temporary, IoConsumer<OutputStream> body)
      throws IOException {
    try (FileChannel channel =
            FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        OutputStream out = new KeptOpen(Channels.newOutputStream(channel))) {
      body.accept(out);
      out.flush();
      channel.force(true);
    }
  }

  private static void replace(Path temporary, Path file) throws IOException {
    try {
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException _) {
      // Some network file systems: the best they offer is a replacement in two steps.
      Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static void delete(Path temporary, Throwable reason) {
    try {
      Files.deleteIfExists(temporary);
    } catch (IOException e) {
      reason.addSuppressed(e);
    }
  }

  /// Makes the rename itself survive a power cut.
  private static void forceFolder(Path folder) {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException _) {
      // Windows and some network file systems cannot force a folder. The target is complete by now,
      // so there is nothing to report: at worst a power cut brings the old content back.
    }
  }

  private static IOException failure(Path target, IOException e) {
    String reason = e.getMessage() == null ? e.toString() : e.getMessage();
    String hint = isFull(reason) ? "; free some space or choose another disk" : "";
    return new WriteException(target, reason + hint, e);
  }

  private static boolean isFull(String reason) {
    String text = reason.toLowerCase(Locale.ROOT);
    return text.contains("no space left")
        || text.contains("not enough space")
        || text.contains("quota exceeded");
  }

  /// Closing flushes only: a body that closes its stream (many writers do) must not close the
  /// channel before it is forced to the disk.
  private static final class KeptOpen extends BufferedOutputStream {
    KeptOpen(OutputStream out) {
      super(out, BUFFER_BYTES);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
