package dev.tenor.ser.audio;

import dev.tenor.ser.DataException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// Decodes formats without a reader of their own by the program `ffmpeg`, if it is installed,
/// through a temporary WAV file. The samples may differ from one release of it to another.
///
/// @param program its name on the path
/// @param timeout after which the process is killed
record Ffmpeg(String program, Duration timeout) {
  private static final Logger LOG = System.getLogger(Ffmpeg.class.getName());
  private static final Ffmpeg INSTALLED = new Ffmpeg("ffmpeg", Duration.ofMinutes(30));
  private static final AtomicBoolean SAID = new AtomicBoolean();

  static Ffmpeg installed() {
    return INSTALLED;
  }

  /// @param name the file's name in messages
  /// @param coding the format's name, for messages
  /// @throws DataException where there is no ffmpeg, or where it fails
  Decoded read(Path file, Path name, String coding, FrameSink sink) throws IOException {
    Path folder = Files.createTempDirectory("tenor-ffmpeg-");
    Path wav = folder.resolve("audio.wav");
    Path errors = folder.resolve("errors.txt");
    try {
      Process process = start(file, name, coding, wav, errors);
      if (!SAID.getAndSet(true)) {
        LOG.log(Level.WARNING, "{0} is {1}: read through ffmpeg, as others will be", name, coding);
      }
      if (await(process, name) != 0) {
        throw new DataException(
            String.format(
                Locale.ROOT,
                "%s: is %s, which is read through ffmpeg, and that fails (%s); convert it: %s",
                name,
                coding,
                reason(errors),
                byHand(name)));
      }
      return WavReader.read(wav, 0, sink);
    } finally {
      Files.deleteIfExists(wav);
      Files.deleteIfExists(errors);
      Files.deleteIfExists(folder);
    }
  }

  /// The first stream of sound, with the channels and the rate that it has.
  private Process start(Path file, Path name, String coding, Path wav, Path errors)
      throws DataException {
    List<String> command =
        List.of(
            program,
            "-nostdin",
            "-v",
            "error",
            "-protocol_whitelist",
            "file",
            "-i",
            "file:" + file,
            "-map",
            "0:a:0",
            "-c:a",
            "pcm_f32le",
            "-rf64",
            "auto",
            "-y",
            "file:" + wav);
    try {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(errors.toFile())
          .start();
    } catch (IOException e) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "%s: is %s, which is read through ffmpeg, and that is not on the path; install it, or"
                  + " convert the file elsewhere: %s",
              name,
              coding,
              byHand(name)),
          e);
    }
  }

  private int await(Process process, Path name) throws DataException {
    try {
      if (process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
        return process.exitValue();
      }
      throw new DataException(
          String.format(
              Locale.ROOT,
              "%s: ffmpeg is not done after %d s; convert it: %s",
              name,
              timeout.toSeconds(),
              byHand(name)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DataException(name + ": reading was interrupted", e);
    } finally {
      process.destroyForcibly();
    }
  }

  private static String reason(Path errors) throws IOException {
    String text = Files.readString(errors, StandardCharsets.ISO_8859_1).strip();
    return text.lines()
        .findFirst()
        .map(line -> line.replaceAll(" @ 0x[0-9a-f]+", "").strip())
        .orElse("no reason given");
  }

  /// What the user can type into a shell.
  static String byHand(Path name) {
    String quoted = name.toString().replace("'", "'\\''");
    return "ffmpeg -i '" + quoted + "' -ac 1 -ar 16000 '" + quoted + ".wav'";
  }
}
