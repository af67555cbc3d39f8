package dev.tenor.engine.backend;

/// A run of floats in a backend's memory. Opaque: only its backend can read or write it.
public interface Buffer {
  /// The number of floats.
  int length();

  /// A view of `length` floats from `offset`; it shares this buffer's memory and life.
  Buffer slice(int offset, int length);
}
