package dev.tenor.engine.backend;

/// Elementwise functions of two arguments.
public enum BinaryFn {
  ADD,
  SUB,
  MUL
}
