package dev.tenor.ser.corpus.manifest;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;

/// Finds the recordings that a manifest names, also where it was written on another system: with
/// backslashes, as `file:` addresses, or with accents that the disk spells differently.
///
/// @param root what paths are relative to
record ManifestPath(Path root) {
  /// The folder that a manifest lies in; where it comes through a pipe, the current one.
  static Path rootOf(Path manifest) {
    boolean file = Files.isRegularFile(manifest) && !manifest.toAbsolutePath().startsWith("/dev/");
    boolean lies = file || !Files.exists(manifest);
    return lies ? manifest.toAbsolutePath().getParent() : Path.of("").toAbsolutePath();
  }

  /// The file, whether it is there or not.
  ///
  /// @throws IllegalArgumentException saying why the text is no path
  Path resolve(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.startsWith("file:")) {
      return ofAddress(text);
    }
    if (lower.matches("[a-z][a-z0-9+.-]+://.*")) {
      throw new IllegalArgumentException(
          "'" + text + "' is an address; download the recording and name the file");
    }
    Path plain = path(text);
    if (Files.exists(plain)) {
      return plain;
    }
    Path slashes = text.contains("\\") ? path(text.replace('\\', '/')) : plain;
    Path spelled = asSpelled(slashes);
    return Files.exists(spelled) ? spelled : slashes;
  }

  private Path path(String text) {
    try {
      return root.resolve(text).normalize();
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("'" + text + "' is not a path: " + e.getReason(), e);
    }
  }

  private static Path ofAddress(String text) {
    try {
      URI address = URI.create(text.replace(" ", "%20"));
      boolean here = address.getAuthority() == null || "localhost".equals(address.getAuthority());
      if (here && address.getPath() != null && address.getQuery() == null) {
        return Path.of(address.getPath()).normalize();
      }
    } catch (IllegalArgumentException e) { // also InvalidPathException
      throw new IllegalArgumentException(
          "'" + text + "' is not a file address: " + e.getMessage() + "; write the path", e);
    }
    throw new IllegalArgumentException(
        "'" + text + "' is not a local file address; write file:///… or the path");
  }

  /// The same path with each name composed or decomposed, whichever is there.
  private static Path asSpelled(Path path) {
    Path found = path.isAbsolute() ? path.getRoot() : Path.of("");
    for (Path name : path) {
      Path next = found.resolve(name);
      for (Normalizer.Form form : List.of(Normalizer.Form.NFC, Normalizer.Form.NFD)) {
        if (!Files.exists(next)) {
          next = found.resolve(Normalizer.normalize(name.toString(), form));
        }
      }
      found = next;
    }
    return found;
  }
}
