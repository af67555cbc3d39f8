package dev.tenor.kernels.opencl;

/// How kernels are cut for a device.
///
/// @param lanes floats that a work-item handles at once
/// @param rows the height of the tile of a product that a work-item computes
/// @param vectors the width of that tile, in `lanes`
record ClTuning(int lanes, int rows, int vectors) {
  ClTuning {
    if (lanes != 4 && lanes != 8 && lanes != 16 || rows < 1 || vectors < 1) {
      throw new IllegalArgumentException(
          "tuning: lanes "
              + lanes
              + " (4, 8 or 16), tile "
              + rows
              + " rows x "
              + vectors
              + " vectors (at least 1)");
    }
  }

  /// CPUs get tiles that fill the registers of AVX-512, AVX2 or NEON; GPUs small ones, which leave
  /// registers for many work-items.
  static ClTuning of(ClDevice device) {
    if (!device.isCpu()) {
      return new ClTuning(4, 4, 1);
    }
    return switch (device.lanes()) {
      case 16 -> new ClTuning(16, 8, 2);
      case 8 -> new ClTuning(8, 4, 2);
      default -> new ClTuning(4, 4, 2);
    };
  }

  /// The width of the tile for products with `columns` columns, in floats: narrow ones do not get a
  /// tile that stays half empty.
  int columns(int columns) {
    return columns <= lanes ? lanes : lanes * vectors;
  }

  /// The macros for a tile of `width` floats.
  String macros(int width) {
    return "-DV=" + lanes + " -DROWS=" + rows + " -DCOLS_V=" + width / lanes;
  }

  String macros() {
    return macros(lanes * vectors);
  }
}
