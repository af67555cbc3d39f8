package dev.tenor.ser.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class JsonTest {
  private enum Mode {
    OLD,
    NEW
  }

  private record Inner(
      @Setting("width") int width, @Setting(value = "mode", absent = "old") Mode mode) {}

  private record Numbers(
      @Setting(value = "least", absent = "0") double least,
      @Setting(value = "most", absent = "1") int most) {}

  private record Outer(Inner inner, String name) {}

  private static Outer read(String json) throws Exception {
    JsonNode tree = Json.mapper().readTree(json);
    return Json.convert(tree, Outer.class, "file");
  }

  @Test
  void aSettingThatAnOlderFileLacksIsWhatThatFileMeant() throws Exception {
    assertEquals(
        new Outer(new Inner(3, Mode.OLD), "a"), read("{\"inner\":{\"width\":3},\"name\":\"a\"}"));
    assertEquals(
        new Outer(new Inner(3, Mode.NEW), "a"),
        read("{\"inner\":{\"width\":3,\"mode\":\"new\"},\"name\":\"a\"}"));
  }

  @Test
  void whatAbsenceMeansIsLeftOut() throws Exception {
    Outer old = new Outer(new Inner(3, Mode.OLD), "a");
    String brief = Json.compact(Json.brief(old));
    assertEquals("{\"inner\":{\"width\":3},\"name\":\"a\"}", brief);
    assertEquals(old, read(brief));
    Outer other = new Outer(new Inner(3, Mode.NEW), "a");
    assertEquals(other, read(Json.compact(Json.brief(other))));
    assertEquals("{}", Json.compact(Json.brief(new Numbers(0, 1))));
    assertEquals("{\"most\":2}", Json.compact(Json.brief(new Numbers(0, 2))));
  }

  @Test
  void anyOtherMissingSettingIsAnError() {
    var e =
        assertThrows(IllegalArgumentException.class, () -> read("{\"inner\":{\"mode\":\"old\"}}"));
    assertTrue(e.getMessage().startsWith("file.inner"), e.getMessage());
  }
}
