package dev.tenor.bench.peers;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;

/// `cblas_sgemm` of the OpenBLAS that is installed on this machine.
@SuppressWarnings("restricted") // native functions are what this is about
final class OpenBlas {
  private static final String LIBRARY = "libopenblas.so.0";
  private static final int ROW_MAJOR = 101;
  private static final int NO_TRANS = 111;
  private static final int TRANS = 112;

  private final SymbolLookup library;
  private final MethodHandle sgemm;

  /// @throws IllegalArgumentException if it is not installed
  OpenBlas(int threads) {
    library = SymbolLookup.libraryLookup(LIBRARY, Arena.global());
    call(function("openblas_set_num_threads", JAVA_INT), threads);
    sgemm =
        function(
            "cblas_sgemm",
            JAVA_INT,
            JAVA_INT,
            JAVA_INT,
            JAVA_INT,
            JAVA_INT,
            JAVA_INT,
            JAVA_FLOAT,
            ADDRESS,
            JAVA_INT,
            ADDRESS,
            JAVA_INT,
            JAVA_FLOAT,
            ADDRESS,
            JAVA_INT);
  }

  private MethodHandle function(String name, MemoryLayout... arguments) {
    return Linker.nativeLinker()
        .downcallHandle(library.findOrThrow(name), FunctionDescriptor.ofVoid(arguments));
  }

  private static void call(MethodHandle function, int argument) {
    try {
      function.invokeExact(argument);
    } catch (Throwable e) {
      throw new IllegalStateException("OpenBLAS: " + e.getMessage(), e);
    }
  }

  /// C = A·B, all [n, n], row-major.
  void sgemm(int n, MemorySegment a, MemorySegment b, MemorySegment c) {
    sgemm(false, false, n, n, n, a, b, c);
  }

  /// C = op(A)·op(B), [m,n] = [m,k]·[k,n], row-major; a transposed A is stored as [k,m].
  void sgemm(
      boolean transA,
      boolean transB,
      int m,
      int n,
      int k,
      MemorySegment a,
      MemorySegment b,
      MemorySegment c) {
    int opA = transA ? TRANS : NO_TRANS;
    int opB = transB ? TRANS : NO_TRANS;
    int lda = transA ? m : k;
    int ldb = transB ? k : n;
    try {
      sgemm.invokeExact(ROW_MAJOR, opA, opB, m, n, k, 1f, a, lda, b, ldb, 0f, c, n);
    } catch (Throwable e) {
      throw new IllegalStateException("OpenBLAS: " + e.getMessage(), e);
    }
  }

  /// Version and how it was built.
  String version() {
    MethodHandle config =
        Linker.nativeLinker()
            .downcallHandle(
                library.findOrThrow("openblas_get_config"), FunctionDescriptor.of(ADDRESS));
    try {
      MemorySegment text = (MemorySegment) config.invokeExact();
      return text.reinterpret(Long.MAX_VALUE).getString(0).strip();
    } catch (Throwable e) {
      throw new IllegalStateException("OpenBLAS: " + e.getMessage(), e);
    }
  }
}
