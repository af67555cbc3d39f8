package dev.tenor.kernels.opencl;

import static org.jocl.CL.CL_PROGRAM_BINARIES;
import static org.jocl.CL.CL_PROGRAM_BINARY_SIZES;
import static org.jocl.CL.clBuildProgram;
import static org.jocl.CL.clCreateProgramWithBinary;
import static org.jocl.CL.clGetProgramInfo;
import static org.jocl.CL.clReleaseProgram;

import dev.tenor.engine.io.AtomicFile;
import dev.tenor.engine.io.Sha256;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import org.jocl.CLException;
import org.jocl.Pointer;
import org.jocl.cl_device_id;
import org.jocl.cl_program;

/// Built programs on disk, one file each: the SHA-256 of the binary, then the binary. A file that
/// is broken, or that the driver no longer takes, counts as absent and is written anew. A folder
/// that cannot be used costs time, not results: the first failure is logged and the rest runs
/// without.
final class ClBinaryCache {
  private static final System.Logger LOG = System.getLogger(ClBinaryCache.class.getName());
  private static final int DIGEST_BYTES = 32;
  private final Path folder;
  private boolean failed;

  ClBinaryCache(Path folder) {
    this.folder = folder;
  }

  /// `$XDG_CACHE_HOME/tenor/opencl` or `~/.cache/tenor/opencl`.
  static Path defaultFolder() {
    String xdg = System.getenv("XDG_CACHE_HOME");
    Path base =
        xdg == null || xdg.isEmpty()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(xdg);
    return base.resolve("tenor").resolve("opencl");
  }

  /// What a built program depends on, as a file name.
  record Key(String file) {
    static Key of(ClDevice device, String options, String source) {
      String all =
          String.join(
              "\0",
              device.platform(),
              device.name(),
              device.version(),
              device.driver(),
              options,
              source);
      return new Key(
          HexFormat.of().formatHex(Sha256.start().digest(all.getBytes(StandardCharsets.UTF_8)))
              + ".bin");
    }
  }

  /// The built program, or null if there is none that works.
  cl_program load(ClContext context, Key key, String options) {
    byte[] binary = read(folder.resolve(key.file()));
    return binary == null ? null : build(context, binary, options);
  }

  private byte[] read(Path file) {
    try {
      byte[] content = Files.readAllBytes(file);
      int begin = Math.min(DIGEST_BYTES, content.length);
      byte[] binary = Arrays.copyOfRange(content, begin, content.length);
      return Arrays.equals(Sha256.start().digest(binary), Arrays.copyOf(content, DIGEST_BYTES))
          ? binary
          : null;
    } catch (NoSuchFileException _) {
      return null; // not built before
    } catch (IOException e) {
      warn(e);
      return null;
    }
  }

  /// Whether a file of the cache holds what was written.
  boolean isWhole(Path file) {
    return read(file) != null;
  }

  private static cl_program build(ClContext context, byte[] binary, String options) {
    cl_device_id[] device = {context.id()};
    cl_program program = null;
    try {
      program =
          clCreateProgramWithBinary(
              context.handle(),
              1,
              device,
              new long[] {binary.length},
              new byte[][] {binary},
              null,
              null);
      clBuildProgram(program, 1, device, options, null, null);
      return program;
    } catch (CLException e) {
      LOG.log(Level.DEBUG, "a cached OpenCL program does not load and is built anew", e);
      if (program != null) {
        clReleaseProgram(program);
      }
      return null;
    }
  }

  void store(Key key, cl_program program) {
    byte[] binary = binary(program);
    try {
      Files.createDirectories(folder);
      AtomicFile.write(
          folder.resolve(key.file()),
          out -> {
            out.write(Sha256.start().digest(binary));
            out.write(binary);
          });
    } catch (IOException e) {
      warn(e);
    }
  }

  private static byte[] binary(cl_program program) {
    long[] size = new long[1];
    clGetProgramInfo(program, CL_PROGRAM_BINARY_SIZES, Long.BYTES, Pointer.to(size), null);
    byte[] binary = new byte[(int) size[0]];
    Pointer array = Pointer.to(Pointer.to(binary));
    clGetProgramInfo(program, CL_PROGRAM_BINARIES, Long.BYTES, array, null);
    return binary;
  }

  private void warn(IOException e) {
    if (!failed) {
      failed = true;
      LOG.log(
          Level.WARNING,
          "built OpenCL programs cannot be kept in {0} ({1}); every run builds them again",
          folder,
          e.getMessage());
    }
  }
}
