package dev.tenor.engine.io;

import java.io.IOException;

/// A consumer that may fail with an [IOException], such as the body of a file being written.
@FunctionalInterface
public interface IoConsumer<T> {
  void accept(T value) throws IOException;
}
