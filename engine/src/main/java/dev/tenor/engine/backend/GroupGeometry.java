package dev.tenor.engine.backend;

/// The sizes of a group norm over x [batch, places, channels].
public record GroupGeometry(int batch, int places, int channels, int groups) {
  /// Channels of a group.
  public int width() {
    return channels / groups;
  }

  /// The values of one image.
  public int image() {
    return places * channels;
  }

  /// The values of one group of one image.
  public int count() {
    return places * width();
  }
}
