package dev.tenor.tools;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// Stdout that records a write error, which [java.io.PrintStream] would swallow: lost results must
/// not look like success.
final class ResultStream extends OutputStream {
  private final OutputStream out;
  private IOException failure;

  ResultStream(OutputStream out) {
    this.out = out;
  }

  /// A writer in the terminal's encoding; where the locale offers ASCII alone, in UTF-8, because
  /// results hold names and JSON.
  static PrintWriter writer(OutputStream out, Charset charset) {
    Charset used = charset.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : charset;
    return new PrintWriter(out, false, used);
  }

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    if (failure == null) {
      try {
        out.write(bytes, offset, length);
      } catch (IOException e) {
        failure = e;
      }
    }
  }

  @Override
  public void flush() {
    if (failure == null) {
      try {
        out.flush();
      } catch (IOException e) {
        failure = e;
      }
    }
  }

  /// The error message, null if nothing failed or the reader closed the pipe (`tenor … | head`).
  String problem() {
    if (failure == null || String.valueOf(failure.getMessage()).contains("pipe")) {
      return null;
    }
    String reason = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    return "cannot write the results to stdout: " + reason;
  }
}
