package dev.tenor.ser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.UnmappableCharacterException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.NotLinkException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class FileErrorsTest {
  static Stream<Exception> exceptions() {
    return Stream.of(
        new NoSuchFileException("f"),
        new AccessDeniedException("f"),
        new FileSystemLoopException("f"),
        new NotDirectoryException("f"),
        new NotLinkException("f"),
        new FileAlreadyExistsException("f"),
        new DirectoryNotEmptyException("f"),
        new FileSystemException("f"),
        new FileSystemException("f", "g", null),
        new FileSystemException("f", null, "No space left on device"),
        new FileSystemException("f", null, "Too many levels of symbolic links"),
        new InvalidPathException("f", "Malformed input"),
        new UncheckedIOException(new FileSystemException("f")),
        new DirectoryIteratorException(new AccessDeniedException("f")));
  }

  @ParameterizedTest
  @MethodSource("exceptions")
  void namePlaceProblemAndWayOut(Exception e) {
    String message = FileErrors.message(e);
    assertTrue(message.matches("'?f\\b.{12,}"), message);
    assertTrue(message.contains("; "), message);
    assertFalse(message.contains("null"), message);
  }

  static Stream<Exception> withoutAPlace() {
    return Stream.of(
        new FileSystemException(null),
        new MalformedInputException(1),
        new UnmappableCharacterException(1),
        new IOException(),
        new IOException(" "),
        new EOFException());
  }

  @ParameterizedTest
  @MethodSource("withoutAPlace")
  void sayAtLeastWhatHappened(Exception e) {
    String message = FileErrors.message(e);
    assertTrue(message.length() > 20 && message.contains("; "), message);
    assertFalse(message.contains("null"), message);
  }

  @Test
  void sentencesStay() {
    assertEquals(
        "f: cut short; copy it", FileErrors.message(new IOException("f: cut short; copy it")));
  }
}
