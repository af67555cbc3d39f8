package dev.tenor.ser;

import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
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
import java.util.Locale;

/// Readable messages for file system exceptions, whose own messages are often only a path, or
/// `null`.
public final class FileErrors {
  private FileErrors() {}

  /// One sentence with the file, the problem and the remedy; never blank.
  public static String message(Exception e) {
    return switch (e) {
      case UncheckedIOException u -> message(u.getCause());
      case DirectoryIteratorException d -> message(d.getCause());
      case FileSystemException f -> named(f);
      case CharacterCodingException _ ->
          "a text is in an unknown encoding (" + e.getMessage() + "); save it as UTF-8";
      case InvalidPathException p ->
          String.format(
              Locale.ROOT,
              "'%s' is not a path here: %s; rename it, or start in a UTF-8 locale (LC_ALL=C.UTF-8)",
              p.getInput(),
              p.getReason());
      default -> spoken(e);
    };
  }

  private static String named(FileSystemException e) {
    String reason = e.getReason();
    String problem =
        switch (e) {
          case NoSuchFileException _ -> "no such file or folder; check the path";
          case AccessDeniedException _ -> "no permission; change it or the path";
          case FileSystemLoopException _ -> "is a loop of links; remove the link or name a folder";
          case NotDirectoryException _ -> "is not a folder; check the path";
          case FileAlreadyExistsException _ -> "is there already; move it away or name another";
          case DirectoryNotEmptyException _ -> "is a folder with files in it; name another";
          case NotLinkException _ -> "is not a link; check the path";
          case FileSystemException _ when reason == null || reason.isBlank() ->
              "cannot be read or written (" + e.getClass().getSimpleName() + "); check the disk";
          case FileSystemException _ -> reason + advice(reason);
        };
    String place = e.getFile() == null ? "a file" : e.getFile();
    return (e.getOtherFile() == null ? place : place + " -> " + e.getOtherFile()) + ": " + problem;
  }

  /// The remedy for a system message, which is English in any locale.
  private static String advice(String reason) {
    return switch (reason) {
      case "Too many levels of symbolic links" -> "; remove the loop of links";
      case "File name too long" -> "; choose a shorter path";
      case "No space left on device", "Disk quota exceeded" -> "; make room or choose another disk";
      case "Read-only file system" -> "; choose another folder";
      case "Is a directory" -> "; name a file in it";
      case "Not a directory" -> "; a part of the path is a file, check the path";
      case "Input/output error", "Stale file handle" -> "; check the disk or the network share";
      case "Too many open files" -> "; raise 'ulimit -n'";
      default -> "";
    };
  }

  private static String spoken(Exception e) {
    String message = e.getMessage();
    return message == null || message.isBlank()
        ? "failed to read or write (" + e.getClass().getSimpleName() + "); repeat with --debug"
        : message;
  }
}
