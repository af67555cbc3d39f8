package dev.tenor.kernels.opencl;

/// How kernels are cut for a device.
///
/// Products come in two kinds. On CPUs a work-item computes a tile of `rows` × `cols` in registers
/// (`group` is 0); on GPUs a work-group of `group` × `group` items does, each of them `rows` ×
/// `cols` sums, and copies its operands to local memory in steps of `depth`.
///
/// @param lanes floats that a work-item handles at once: 4, 8 or 16
record ClTuning(int lanes, int group, int rows, int cols, int depth) {
  ClTuning {
    boolean whole = group == 0 ? cols % lanes == 0 : group * group % depth == 0;
    if ((lanes != 4 && lanes != 8 && lanes != 16) || rows < 1 || cols < 1 || !whole) {
      throw new IllegalArgumentException(
          "tuning: lanes "
              + lanes
              + ", group "
              + group
              + ", tile "
              + rows
              + "x"
              + cols
              + ", depth "
              + depth
              + " do not fit: lanes are 4, 8 or 16; cols a multiple of lanes, or group² of depth");
    }
  }

  /// Register tiles.
  static ClTuning registers(int lanes, int rows, int cols) {
    return new ClTuning(lanes, 0, rows, cols, 0);
  }

  /// CPUs get tiles that fill the registers of AVX-512, AVX2 or NEON.
  static ClTuning of(ClDevice device) {
    if (!device.isCpu()) {
      return local(device.maxWorkGroup() < 256 ? 8 : 16);
    }
    return switch (device.lanes()) {
      case 16 -> registers(16, 8, 32);
      case 8 -> registers(8, 6, 16);
      default -> registers(4, 4, 8);
    };
  }

  /// Work-groups of `group` × `group` items with 4 × 4 sums each.
  static ClTuning local(int group) {
    return new ClTuning(4, group, 4, 4, 16);
  }

  boolean isLocal() {
    return group > 0;
  }

  /// The height of a tile.
  int tileRows() {
    return isLocal() ? group * rows : rows;
  }

  /// The width of the tile for products with `columns` columns, in floats: narrow ones do not get a
  /// tile that stays half empty.
  int tileCols(int columns) {
    if (!isLocal()) {
      return columns <= lanes ? lanes : cols;
    }
    int width = group;
    while (width < columns && width < group * cols) {
      width *= 2;
    }
    return Math.min(width, group * cols);
  }

  /// The macros that every program needs.
  String macros() {
    return "-DV=" + lanes;
  }

  /// The macros for tiles of `width` floats.
  String macros(int width) {
    String tile =
        isLocal()
            ? " -DGROUP="
                + group
                + " -DITEM_ROWS="
                + rows
                + " -DITEM_COLS="
                + width / group
                + " -DDEPTH="
                + depth
            : " -DROWS=" + rows + " -DCOLS_V=" + width / lanes;
    return macros() + tile;
  }
}
