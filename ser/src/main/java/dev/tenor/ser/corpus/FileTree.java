package dev.tenor.ser.corpus;

import dev.tenor.ser.DataException;
import dev.tenor.ser.FileErrors;
import dev.tenor.ser.audio.AudioExtensions;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// The recordings below a folder. Links are followed; folders that a link would list twice or
/// without end, that cannot be read, or that are the system's own are skipped. Hidden files and
/// folders are ignored.
///
/// @param root the folder
/// @param recordings sorted by path
/// @param foreign extension → number of audio files in formats that are not supported
/// @param skipped why → what was skipped, in the order of the paths
public record FileTree(
    Path root,
    List<Path> recordings,
    SortedMap<String, Integer> foreign,
    SortedMap<String, List<String>> skipped) {
  /// Formats of recordings, films and dictating machines that are not read.
  private static final Set<String> FOREIGN =
      Set.of(
          "3ga", "3gp", "3gpp", "ac3", "alac", "amr", "ape", "asf", "avi", "awb", "caf", "dff",
          "ds2", "dsf", "dss", "dts", "dvf", "flv", "gsm", "m4b", "m4p", "m4v", "mkv", "mov",
          "mpeg", "mpg", "mts", "nist", "ogv", "pcm", "ra", "raw", "rm", "shn", "sph", "spx", "tak",
          "tta", "vob", "voc", "vox", "w64", "wma", "wmv", "wv");

  private static final Set<String> SYSTEM =
      Set.of("lost+found", "__macosx", "@eadir", "$recycle.bin", "system volume information");
  private static final int SHOWN = 3;

  /// Lists a folder.
  interface Lister {
    /// The paths in `folder`, sorted.
    List<Path> list(Path folder) throws IOException;
  }

  /// @throws DataException if `root` is no folder that can be listed
  public static FileTree below(Path root) throws IOException {
    return below(root, Folders::list);
  }

  static FileTree below(Path root, Lister lister) throws IOException {
    Walk walk = new Walk(root, lister);
    walk.folder(root, lister.list(root));
    walk.recordings.sort(null);
    return new FileTree(root, List.copyOf(walk.recordings), walk.foreign, walk.skipped);
  }

  /// The same with fewer recordings.
  FileTree with(List<Path> others) {
    return new FileTree(root, others, foreign, skipped);
  }

  /// Notes for the user: one line about files of other formats, one about what was skipped.
  public List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (!foreign.isEmpty()) {
      int count = foreign.values().stream().mapToInt(Integer::intValue).sum();
      notes.add(
          String.format(
              Locale.ROOT,
              "%s: %d %s of formats that are not read: %s; convert with 'ffmpeg -i IN OUT.wav'",
              root,
              count,
              count == 1 ? "file" : "files",
              foreignNames()));
    }
    if (!skipped.isEmpty()) {
      notes.add(root + ": skipped: " + skippedNames());
    }
    return notes;
  }

  /// `.amr 2, .wma 17`.
  String foreignNames() {
    List<String> names = new ArrayList<>();
    foreign.forEach((extension, count) -> names.add("." + extension + " " + count));
    return String.join(", ", names);
  }

  private String skippedNames() {
    List<String> reasons = new ArrayList<>();
    skipped.forEach((why, what) -> {
      String shown = String.join(", ", what.subList(0, Math.min(SHOWN, what.size())));
      reasons.add(
          String.format(
              Locale.ROOT,
              "%s: %d (%s%s)",
              why,
              what.size(),
              shown,
              what.size() > SHOWN ? ", …" : ""));
    });
    return String.join("; ", reasons);
  }

  /// The state of one listing.
  private static final class Walk {
    private final Path root;
    private final Path realRoot;
    private final Lister lister;
    private final Set<Path> visited = new HashSet<>();
    private final List<Path> recordings = new ArrayList<>();
    private final SortedMap<String, Integer> foreign = new TreeMap<>();
    private final SortedMap<String, List<String>> skipped = new TreeMap<>();

    Walk(Path root, Lister lister) throws IOException {
      this.root = root;
      this.realRoot = root.toRealPath();
      this.lister = lister;
      visited.add(realRoot);
    }

    /// Walks through what a folder holds.
    void folder(Path folder, List<Path> children) {
      for (Path child : children) {
        String name = child.getFileName().toString();
        if (name.startsWith(".")) {
          continue;
        }
        if (Files.isDirectory(child)) {
          enter(child, name);
        } else if (AudioExtensions.isAudio(child)) {
          recording(child);
        } else if (Files.isRegularFile(child)) {
          String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
          if (name.contains(".") && FOREIGN.contains(extension)) {
            foreign.merge(extension, 1, Integer::sum);
          }
        } else if (Files.isSymbolicLink(child) && !name.contains(".")) {
          skip("links that lead nowhere", child); // to a folder, by its name
        }
      }
    }

    private void recording(Path file) {
      if (Files.isRegularFile(file)) {
        recordings.add(file);
      } else if (Files.isSymbolicLink(file) && !Files.exists(file)) {
        skip("links that lead nowhere", file);
      } else {
        skip("pipes or devices", file);
      }
    }

    private void enter(Path folder, String name) {
      if (SYSTEM.contains(name.toLowerCase(Locale.ROOT))) {
        skip("folders of the system", folder);
        return;
      }
      try {
        Path real = folder.toRealPath();
        if (Files.isSymbolicLink(folder) && realRoot.startsWith(real)) {
          throw new FileSystemLoopException(folder.toString());
        }
        boolean listedThere = Files.isSymbolicLink(folder) && isListed(real);
        if (listedThere || !visited.add(real)) {
          skip("links to folders that are listed already", folder);
        } else {
          folder(folder, lister.list(folder));
        }
      } catch (FileSystemLoopException _) {
        skip("loops of links", folder);
      } catch (AccessDeniedException _) {
        skip("folders without permission", folder);
      } catch (IOException e) {
        skip("folders that cannot be read: " + FileErrors.message(e), folder);
      }
    }

    /// Whether the walk comes to a folder without the link.
    private boolean isListed(Path real) {
      if (!real.startsWith(realRoot)) {
        return false;
      }
      for (Path part : realRoot.relativize(real)) {
        String name = part.toString();
        if (name.startsWith(".") || SYSTEM.contains(name.toLowerCase(Locale.ROOT))) {
          return false;
        }
      }
      return true;
    }

    private void skip(String why, Path what) {
      skipped
          .computeIfAbsent(why, _ -> new ArrayList<>())
          .add(root.relativize(what).toString().replace('\\', '/'));
    }
  }
}
