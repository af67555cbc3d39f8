package dev.tenor.tools.options;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class CacheMixinTest {
  private static void assertFolder(
      String expected, Map<String, String> environment, String os, String home) {
    assertEquals(
        Optional.ofNullable(expected).map(Path::of),
        CacheMixin.defaultFolder(environment, os, home));
  }

  @Test
  void theCacheIsWhereTheSystemHasItsCaches() {
    assertFolder("/home/u/.cache/tenor", Map.of(), "Linux", "/home/u");
    assertFolder("/Users/u/Library/Caches/tenor", Map.of(), "Mac OS X", "/Users/u");
    assertFolder("/local/tenor", Map.of("LOCALAPPDATA", "/local"), "Windows 11", "/u");
  }

  @Test
  void theUsersChoiceComesFirstUnlessItIsRelative() {
    assertFolder("/c/tenor", Map.of("XDG_CACHE_HOME", "/c"), "Linux", "/home/u");
    assertFolder("/c/tenor", Map.of("XDG_CACHE_HOME", "/c"), "Mac OS X", "/Users/u");
    assertFolder("/home/u/.cache/tenor", Map.of("XDG_CACHE_HOME", "c"), "Linux", "/home/u");
    assertFolder("/home/u/.cache/tenor", Map.of("XDG_CACHE_HOME", ""), "Linux", "/home/u");
  }

  @Test
  void aUserWithoutAHomeHasNoCache() {
    assertFolder(null, Map.of(), "Linux", "?");
  }
}
