package dev.tenor.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class ResultStreamTest {
  private static ResultStream afterWriting(OutputStream out) {
    ResultStream results = new ResultStream(out);
    PrintWriter writer = ResultStream.writer(results, StandardCharsets.US_ASCII);
    writer.print("größer");
    writer.flush();
    return results;
  }

  private static OutputStream failing(String reason) {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        throw new IOException(reason);
      }
    };
  }

  @Test
  void whatIsWrittenArrivesInUtf8WhereTheLocaleHasAsciiOnly() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertNull(afterWriting(out).problem());
    assertEquals("größer", out.toString(StandardCharsets.UTF_8));
  }

  @Test
  void aFullDiskIsAProblem() {
    assertEquals(
        "cannot write the results to stdout: no space left on device",
        afterWriting(failing("No space left on device")).problem());
  }

  @Test
  void aReaderThatHadEnoughIsNone() {
    assertNull(afterWriting(failing("Broken pipe")).problem());
  }
}
