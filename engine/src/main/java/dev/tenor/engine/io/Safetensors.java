package dev.tenor.engine.io;

import static dev.tenor.engine.io.FormatException.quote;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToLongFunction;

/// A safetensors file, read whole into memory and checked before any tensor is handed out. Layout:
/// the header's length (8 bytes, little-endian), the JSON header, the row-major little-endian data
/// of all tensors without holes. Immutable, hence safe for any number of threads.
///
/// ```java
/// Safetensors file = Safetensors.read(path);
/// float[] weight = file.floats("weight");
/// ```
public final class Safetensors {
  private static final int PREFIX_BYTES = 8;
  private static final int CHUNK_BYTES = 1 << 20;
  private static final String CUT_SHORT = "the file was cut short or is no safetensors file";

  private final Path path;
  private final Map<String, String> metadata;
  private final Map<String, TensorEntry> tensors = new LinkedHashMap<>();
  private final byte[] data;

  private Safetensors(
      Path path, Map<String, String> metadata, List<TensorEntry> sorted, byte[] data) {
    this.path = path;
    this.metadata = Collections.unmodifiableMap(metadata);
    sorted.forEach(entry -> tensors.put(entry.name(), entry));
    this.data = data;
  }

  /// Reads and checks a file of up to 2 GiB.
  ///
  /// @throws NoSuchFileException if there is no such file
  /// @throws FormatException if it is not a valid safetensors file
  public static Safetensors read(Path path) throws IOException {
    checkReadable(path);
    try (InputStream in = Files.newInputStream(path)) {
      return read(path, in, Files.size(path));
    }
  }

  /// Reads and checks a file that is in memory.
  ///
  /// @param path what messages call it
  /// @throws FormatException if it is not a valid safetensors file
  public static Safetensors of(Path path, byte[] bytes) throws IOException {
    return read(path, new ByteArrayInputStream(bytes), bytes.length);
  }

  private static Safetensors read(Path path, InputStream in, long size) throws IOException {
    long afterPrefix = size - PREFIX_BYTES;
    int headerBytes = headerLength(path, in.readNBytes(PREFIX_BYTES), afterPrefix);
    SafetensorsHeader header = HeaderParser.parse(path, readExactly(path, in, headerBytes));
    long dataBytes = afterPrefix - headerBytes;
    List<TensorEntry> sorted = header.checkLayout(path, dataBytes);
    if (dataBytes > SafetensorsHeader.MAX_DATA_BYTES) {
      String problem = dataBytes + " bytes of data are more than 2 GiB";
      throw new FormatException(path, problem, "split the file");
    }
    byte[] data = readExactly(path, in, (int) dataBytes);
    return new Safetensors(path, header.metadata(), sorted, data);
  }

  private static void checkReadable(Path path) throws IOException {
    if (Files.notExists(path)) {
      throw new NoSuchFileException(path.toString(), null, "no such file; check the path");
    }
    if (!Files.isRegularFile(path)) {
      throw new FormatException(path, "not a regular file", "name a safetensors file");
    }
    if (!Files.isReadable(path)) {
      throw new AccessDeniedException(path.toString(), null, "not readable; check its permissions");
    }
  }

  private static int headerLength(Path path, byte[] prefix, long afterPrefix)
      throws FormatException {
    if (prefix.length < PREFIX_BYTES) {
      String problem = prefix.length + " bytes are too short for a header length of 8 bytes";
      throw new FormatException(path, problem, CUT_SHORT);
    }
    long length = littleEndian(prefix).getLong();
    String header = "the header length " + Long.toUnsignedString(length);
    if (length < 0 || length > SafetensorsHeader.MAX_BYTES) {
      String problem = header + " exceeds the limit of " + SafetensorsHeader.MAX_BYTES + " bytes";
      throw new FormatException(path, problem, "it is damaged or no safetensors file");
    }
    if (length > afterPrefix) {
      String problem = header + " reaches beyond the end of the file (" + afterPrefix + " follow)";
      throw new FormatException(path, problem, CUT_SHORT);
    }
    return (int) length;
  }

  /// Reads in chunks, because the JDK copies each one through a direct buffer of its size.
  private static byte[] readExactly(Path path, InputStream in, int length) throws IOException {
    byte[] bytes = new byte[length];
    int n = 0;
    while (n < length) {
      int read = in.read(bytes, n, Math.min(CHUNK_BYTES, length - n));
      if (read < 0) {
        throw new FormatException(path, "the file shrank while it was read", "read it again");
      }
      n += read;
    }
    return bytes;
  }

  /// The file this was read from, for messages.
  public Path path() {
    return path;
  }

  /// The strings of `__metadata__` in the header's order; empty if there are none. Unmodifiable.
  public Map<String, String> metadata() {
    return metadata;
  }

  /// The tensors' names in the order of their data; tensors of no bytes at the same place keep the
  /// header's order.
  public List<String> names() {
    return List.copyOf(tensors.keySet());
  }

  public boolean contains(String name) {
    return tensors.containsKey(name);
  }

  /// @throws FormatException if there is no such tensor
  public DType dtype(String name) throws FormatException {
    return tensor(name).dtype();
  }

  /// The dims, outermost first; empty for a scalar.
  ///
  /// @throws FormatException if there is no such tensor
  public int[] shape(String name) throws FormatException {
    return tensor(name).shape().clone();
  }

  /// The elements, row-major: F32 bit by bit, F16 and BF16 exactly, F64 rounded to the nearest.
  ///
  /// @throws FormatException if there is no such tensor or it holds integers
  public float[] floats(String name) throws FormatException {
    TensorEntry tensor = tensor(name);
    ByteBuffer bytes = bytes(tensor);
    float[] out = new float[tensor.numel()];
    switch (tensor.dtype()) {
      case F32 -> bytes.asFloatBuffer().get(out);
      case F64 -> {
        for (int i = 0; i < out.length; i++) {
          out[i] = (float) bytes.getDouble();
        }
      }
      case F16 -> {
        for (int i = 0; i < out.length; i++) {
          out[i] = Float.float16ToFloat(bytes.getShort());
        }
      }
      case BF16 -> { // the upper half of a float
        for (int i = 0; i < out.length; i++) {
          out[i] = Float.intBitsToFloat(bytes.getShort() << 16);
        }
      }
      default -> throw wrongType(tensor, "floating-point numbers", DType.F32);
    }
    return out;
  }

  /// The elements, row-major, of an I64, I32, I16, I8, U32, U16, U8 or BOOL (0 or 1) tensor.
  ///
  /// @throws FormatException if there is no such tensor or it holds another type
  public long[] longs(String name) throws FormatException {
    TensorEntry tensor = tensor(name);
    ByteBuffer bytes = bytes(tensor);
    IntToLongFunction element =
        switch (tensor.dtype()) {
          case I64 -> i -> bytes.getLong(Long.BYTES * i);
          case I32 -> i -> bytes.getInt(Integer.BYTES * i);
          case I16 -> i -> bytes.getShort(Short.BYTES * i);
          case I8 -> i -> bytes.get(i);
          case U32 -> i -> Integer.toUnsignedLong(bytes.getInt(Integer.BYTES * i));
          case U16 -> i -> Short.toUnsignedLong(bytes.getShort(Short.BYTES * i));
          case U8 -> i -> Byte.toUnsignedLong(bytes.get(i));
          case BOOL -> i -> bytes.get(i) == 0 ? 0 : 1;
          case F64, F32, F16, BF16, U64 -> throw wrongType(tensor, "integers", DType.I64);
        };
    long[] out = new long[tensor.numel()];
    Arrays.setAll(out, element);
    return out;
  }

  private TensorEntry tensor(String name) throws FormatException {
    TensorEntry tensor = tensors.get(name);
    if (tensor == null) {
      String hint = CloseNames.hint(name, tensors.keySet());
      throw new FormatException(path, "holds no tensor " + quote(name), hint);
    }
    return tensor;
  }

  private ByteBuffer bytes(TensorEntry tensor) {
    int length = (int) (tensor.end() - tensor.begin());
    return littleEndian(data).slice((int) tensor.begin(), length).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static ByteBuffer littleEndian(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private FormatException wrongType(TensorEntry tensor, String wanted, DType hint) {
    String problem = "tensor " + quote(tensor.name()) + " holds " + tensor.dtype();
    return new FormatException(path, problem + " instead of " + wanted, "store it as " + hint);
  }
}
