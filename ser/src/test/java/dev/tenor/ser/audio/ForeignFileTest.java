package dev.tenor.ser.audio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.ser.DataException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ForeignFileTest {
  private record Case(String content, String what, String wayOut) {}

  @TempDir Path folder;

  static List<Case> cases() {
    return List.of(
        new Case(
            "version https://git-lfs.github.com/spec/v1\noid sha256:4d\nsize 32044\n",
            "a Git LFS pointer",
            "git lfs pull"),
        new Case("/annex/objects/SHA256E-s32044--4d.wav\n", "git-annex pointer", "git annex get"),
        new Case("../.git/annex/objects/x/y.wav", "git-annex pointer", "git annex get"),
        new Case("<!DOCTYPE html>\n<html><body>Sign in", "an HTML page", "download"),
        new Case("\r\n <HTML><head>", "an HTML page", "download"),
        new Case("\u00ef\u00bb\u00bf<!doctype HTML>", "an HTML page", "download"),
        new Case("<?xml version=\"1.0\"?><html xmlns=\"x\">", "an HTML page", "download"),
        new Case("<?xml version=\"1.0\"?><Error><Code>NoSuchKey", "an XML text", "download"),
        new Case("{\"error\": \"not found\"}", "a JSON text", "download"),
        new Case("[1, 2]", "a JSON text", "download"),
        new Case("\u00ff\u00feh\0e\0l\0l\0o\0", "a text", "name the recording itself"),
        new Case("path,label\na.wav,angry\n", "a text (begins with 'path,label.a')", "name"),
        new Case("PK\3\4\24\0\0\0", "a ZIP archive", "unpack"),
        new Case("Rar!\u001a\7\1\0", "a RAR archive", "unpack"),
        new Case("\u001f\u008b\10\0", "a gzip archive", "unpack"),
        new Case("7z\u00bc\u00af\u0027\u001c", "a 7-Zip archive", "unpack"),
        new Case("\0\0\0\34ftypM4A \0\0\2\0", "MP4", "copy it again"),
        new Case("\0\0\0\24ftypqt  \0\0\2\0", "MP4", "copy it again"),
        new Case("\u001aE\u00df\u00a3\1\0\0\0", "ffmpeg", ".wav"),
        new Case("RIFF\0\0\1\0AVI LIST", "an AVI film", "convert"),
        new Case("FLV\1\5\0\0\0", "a Flash film", "convert"),
        new Case("\0\0\1\u00baD\0\4\0", "an MPEG film", "convert"),
        new Case("#!AMR\n<\2", "ffmpeg", ".wav"),
        new Case("NIST_1A\n   1024\n", "NIST SPHERE", "convert"),
        new Case("RIFX\0\0\1\0WAVEfmt ", "big-endian WAVE", "convert"),
        new Case("caff\0\1\0\0", "ffmpeg", ".wav"),
        new Case("%PDF-1.7\n", "a PDF", "download"),
        new Case("\u0089PNG\r\n\u001a\n", "a picture", "download"),
        new Case("\0\5\26\7\0\2\0\0", "macOS", "leave it out"),
        new Case("\0".repeat(32_000), "zeros", "download"));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isNamedWithTheWayOut(Case c) throws IOException {
    String message = message(c.content().getBytes(StandardCharsets.ISO_8859_1));
    assertTrue(message.contains(c.what()), message);
    assertTrue(message.contains(c.wayOut()), message);
  }

  @Test
  void aLongTextIsOneToo() throws IOException {
    byte[] text = new byte[200_000];
    Arrays.fill(text, (byte) 'a');
    assertTrue(message(text).contains("a text"));
  }

  private String message(byte[] content) throws IOException {
    Path file = Files.write(folder.resolve("recording.wav"), content);
    String message =
        assertThrows(DataException.class, () -> AudioReader.read(file, 10)).getMessage();
    assertTrue(message.startsWith(file + ": "), message);
    assertTrue(message.contains("; "), message);
    assertEquals(1, message.lines().count(), message);
    return message;
  }
}
