package dev.tenor.ser.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileTreeTest {
  @TempDir Path temp;
  private Path folder;

  @BeforeEach
  void recordings() throws IOException {
    folder = Files.createDirectories(temp.resolve("data"));
    touch("b/2.WAV", "b/3.flac", "a/1.opus", "notes.txt");
  }

  private void touch(String... names) throws IOException {
    for (String name : names) {
      Files.createDirectories(folder.resolve(name).getParent());
      Files.createFile(folder.resolve(name));
    }
  }

  private static List<String> names(FileTree tree) {
    return tree.recordings().stream().map(f -> tree.root().relativize(f).toString()).toList();
  }

  @Test
  void recordingsAreSortedAndHiddenOnesAreNotSeen() throws IOException {
    touch(".git/annex/x.wav", "b/._2.wav", "__MACOSX/y.wav", "z.wav/inside.wav");
    FileTree tree = FileTree.below(folder);
    assertEquals(List.of("a/1.opus", "b/2.WAV", "b/3.flac", "z.wav/inside.wav"), names(tree));
    assertEquals(Map.of("folders of the system", List.of("__MACOSX")), tree.skipped());
  }

  @Test
  void loopsOfLinksEndAndAreReported() throws IOException {
    Files.createSymbolicLink(folder.resolve("a/up"), folder);
    Files.createSymbolicLink(folder.resolve("a/above"), temp);
    Files.createSymbolicLink(folder.resolve("b/sideways"), folder.resolve("a"));
    Files.createSymbolicLink(folder.resolve("b/self"), Path.of("."));
    FileTree tree = FileTree.below(folder);
    assertEquals(List.of("a/1.opus", "b/2.WAV", "b/3.flac"), names(tree));
    assertEquals(List.of("a/above", "a/up"), tree.skipped().get("loops of links"));
    assertEquals(
        List.of("b/self", "b/sideways"),
        tree.skipped().get("links to folders that are listed already"));
    assertEquals(1, tree.notes().size());
    assertTrue(tree.notes().getFirst().contains("loops of links: 2 (a/above, a/up)"));
  }

  @Test
  void linksToFoldersAndFilesElsewhereAreFollowedOnce() throws IOException {
    Path elsewhere = Files.createDirectories(temp.resolve("elsewhere"));
    Files.createFile(elsewhere.resolve("e.wav"));
    Files.createSymbolicLink(elsewhere.resolve("back"), folder);
    Files.createSymbolicLink(folder.resolve("c"), elsewhere);
    Files.createSymbolicLink(folder.resolve("d"), elsewhere);
    Files.createSymbolicLink(folder.resolve("f.wav"), elsewhere.resolve("e.wav"));
    FileTree tree = FileTree.below(folder);
    assertEquals(List.of("a/1.opus", "b/2.WAV", "b/3.flac", "c/e.wav", "f.wav"), names(tree));
    Path link = Files.createSymbolicLink(temp.resolve("link"), folder);
    assertEquals(names(tree), names(FileTree.below(link)));
  }

  @Test
  void linksThatLeadNowhereAreSkipped() throws IOException {
    Files.createSymbolicLink(folder.resolve("gone.wav"), folder.resolve("no.wav"));
    Files.createSymbolicLink(folder.resolve("round.wav"), Path.of("round.wav"));
    Files.createSymbolicLink(folder.resolve("disk"), temp.resolve("unmounted"));
    FileTree tree = FileTree.below(folder);
    assertEquals(3, tree.recordings().size());
    assertEquals(
        Map.of("links that lead nowhere", List.of("disk", "gone.wav", "round.wav")),
        tree.skipped());
  }

  @Test
  void pipesAreNotOpened() throws Exception {
    Path pipe = folder.resolve("p.wav");
    assumeTrue(
        new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0, "no mkfifo here");
    assertEquals(Map.of("pipes or devices", List.of("p.wav")), FileTree.below(folder).skipped());
  }

  @Test
  void foldersWithoutPermissionAreSkippedAndTheRestIsListed() throws IOException {
    touch("lost+found/x.wav", "broken/x.wav", "round/x.wav");
    FileTree tree =
        FileTree.below(
            folder,
            path -> {
              throwFor(path, "a", new AccessDeniedException(path.toString()));
              throwFor(path, "broken", new FileSystemException(path.toString(), null, null));
              throwFor(path, "round", new FileSystemLoopException(path.toString()));
              return Folders.list(path);
            });
    assertEquals(List.of("b/2.WAV", "b/3.flac"), names(tree));
    assertEquals(List.of("a"), tree.skipped().get("folders without permission"));
    assertEquals(List.of("lost+found"), tree.skipped().get("folders of the system"));
    assertEquals(List.of("round"), tree.skipped().get("loops of links"));
    String note = tree.notes().getFirst();
    assertTrue(note.contains("cannot be read") && !note.contains("null"), note);
  }

  private static void throwFor(Path path, String name, IOException problem) throws IOException {
    if (path.endsWith(name)) {
      throw problem;
    }
  }

  @Test
  void aRootWithoutPermissionIsAnError() {
    assertThrows(
        AccessDeniedException.class,
        () -> FileTree.below(folder, path -> List.copyOf(denied(path))));
  }

  private static List<Path> denied(Path path) throws IOException {
    throw new AccessDeniedException(path.toString());
  }

  @Test
  void otherFormatsAreCountedInOneLine() throws IOException {
    touch("a/x.wma", "a/y.WMA", "a/z.amr", "a/labels.csv", "a/README", "a/wma");
    FileTree tree = FileTree.below(folder);
    assertEquals(3, tree.recordings().size());
    assertEquals(1, tree.notes().size());
    String note = tree.notes().getFirst();
    assertTrue(note.contains("3 files of formats that are not read: .amr 1, .wma 2;"), note);
  }
}
