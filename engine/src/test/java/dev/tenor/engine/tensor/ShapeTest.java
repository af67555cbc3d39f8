package dev.tenor.engine.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ShapeTest {
  private static void rejects(String part, int... dims) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> Shape.of(dims)).getMessage();
    assertTrue(message.contains(part), message);
  }

  @Test
  void hasOneToFiveDims() {
    assertEquals(1, Shape.of(7).rank());
    assertEquals(5, Shape.of(1, 2, 3, 4, 5).rank());
    rejects("rank 0");
    rejects("rank 6", 1, 1, 1, 1, 1, 1);
    rejects("[2, -1]", 2, -1);
  }

  @Test
  void countsElementsUpToTheLargestArray() {
    assertEquals(0, Shape.of(3, 0, 5).numel());
    assertEquals(Integer.MAX_VALUE, Shape.of(Integer.MAX_VALUE).numel());
    assertEquals(Integer.MAX_VALUE - 1, Shape.of(2, Integer.MAX_VALUE / 2).numel());
    rejects("2^31 - 1", 65_536, 32_768);
    rejects("2^31 - 1", 65_536, 65_536); // 2^32, which an int product would call 0
    rejects("2^31 - 1", 2_097_152, 2_097_152, 2_097_152); // 2^63, which a long product overflows
  }

  @Test
  void countsNegativeAxesFromTheEnd() {
    Shape shape = Shape.of(2, 3, 5, 7);
    assertEquals(7, shape.dim(-1));
    assertEquals(2, shape.dim(-4));
    assertEquals(1, shape.axis(-3));
    for (int axis = 0; axis < 4; axis++) {
      assertEquals(shape.outer(axis), shape.outer(axis - 4));
      assertEquals(shape.inner(axis), shape.inner(axis - 4));
      assertEquals(shape.numel(), shape.outer(axis) * shape.dim(axis) * shape.inner(axis));
    }
    assertEquals(6, shape.outer(2));
    assertEquals(35, shape.inner(1));
    for (int axis : new int[] {4, -5}) {
      String message =
          assertThrows(IllegalArgumentException.class, () -> shape.dim(axis)).getMessage();
      assertEquals("axis " + axis + " is not in shape [2,3,5,7]", message);
      assertThrows(IllegalArgumentException.class, () -> shape.outer(axis));
      assertThrows(IllegalArgumentException.class, () -> shape.inner(axis));
    }
  }

  @Test
  void changesAndDropsOneAxis() {
    Shape shape = Shape.of(2, 3, 5);
    assertEquals(Shape.of(2, 9, 5), shape.with(1, 9));
    assertEquals(Shape.of(2, 3, 9), shape.with(-1, 9));
    assertEquals(Shape.of(2, 5), shape.without(1));
    assertEquals(Shape.of(3, 5), shape.without(-3));
    assertEquals(Shape.of(1), Shape.of(8).without(0));
    assertThrows(IllegalArgumentException.class, () -> shape.with(3, 1));
    assertThrows(IllegalArgumentException.class, () -> shape.without(-4));
    assertThrows(IllegalArgumentException.class, () -> Shape.of(8).without(1));
  }

  @Test
  void isAValueThatNobodyCanChange() {
    int[] dims = {2, 3};
    Shape shape = Shape.of(dims);
    dims[0] = 9;
    shape.toArray()[1] = 9;
    assertArrayEquals(new int[] {2, 3}, shape.toArray());
    assertEquals(Shape.of(2, 3), shape);
    assertEquals(Shape.of(2, 3).hashCode(), shape.hashCode());
    assertNotEquals(Shape.of(3, 2), shape);
    assertNotEquals(Shape.of(2, 3, 1), shape);
    assertEquals("[2,3]", shape.toString());
  }
}
