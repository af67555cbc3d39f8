package dev.tenor.ser.audio;

import dev.tenor.ser.DataException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// Formats that no reader here knows, through the program `ffmpeg` where it is on the path.
final class Ffmpeg {
  private static final Logger LOG = System.getLogger(Ffmpeg.class.getName());
  private static final int MINUTES = 10;
  private static final AtomicBoolean SAID = new AtomicBoolean();

  private Ffmpeg() {}

  /// @param name what the user calls the file
  static Decoded read(Path file, Path name, FrameSink sink) throws IOException {
    Path folder = Files.createTempDirectory("tenor-ffmpeg-");
    Path wav = folder.resolve("audio.wav");
    Path errors = folder.resolve("errors.txt");
    try {
      convert(file, name, wav, errors);
      return WavReader.read(wav, 0, sink);
    } finally {
      Files.deleteIfExists(wav);
      Files.deleteIfExists(errors);
      Files.deleteIfExists(folder);
    }
  }

  private static void convert(Path file, Path name, Path wav, Path errors) throws IOException {
    List<String> command =
        List.of(
            "ffmpeg",
            "-nostdin",
            "-v",
            "error",
            "-i",
            file.toString(),
            "-vn",
            "-c:a",
            "pcm_f32le",
            "-y",
            wav.toString());
    Process process;
    try {
      process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(errors.toFile())
              .start();
    } catch (IOException e) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "%s: its format is read through ffmpeg, which is not on the path; install it, or"
                  + " convert the file elsewhere: ffmpeg -i '%s' '%s.wav'",
              name,
              name,
              name),
          e);
    }
    if (!SAID.getAndSet(true)) {
      LOG.log(Level.INFO, "{0}: read through ffmpeg, as others of its kind", name);
    }
    try {
      if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
        throw new DataException(name + ": ffmpeg takes more than " + MINUTES + " minutes");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DataException(name + ": reading was interrupted", e);
    } finally {
      process.destroyForcibly();
    }
    if (process.exitValue() != 0) {
      String why = Files.readString(errors, StandardCharsets.ISO_8859_1).strip();
      throw new DataException(
          name
              + ": ffmpeg cannot read it ("
              + why.lines().findFirst().orElse("no reason")
              + "); export it as .wav");
    }
  }
}
