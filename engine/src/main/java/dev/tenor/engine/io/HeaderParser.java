package dev.tenor.engine.io;

import static dev.tenor.engine.io.FormatException.quote;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Parses the JSON header of a safetensors file, token by token, so that a hostile header costs
/// little more memory than its own length.
final class HeaderParser {
  private static final String HINT = "it is damaged or no safetensors file";

  // Names come from outside: no table of them is kept, because colliding names could clog it.
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNameLength(SafetensorsHeader.MAX_BYTES)
                  .maxStringLength(SafetensorsHeader.MAX_BYTES)
                  .build())
          .build();

  private final Path file;
  private final JsonParser parser;

  private HeaderParser(Path file, JsonParser parser) {
    this.file = file;
    this.parser = parser;
  }

  static SafetensorsHeader parse(Path file, byte[] utf8) throws IOException {
    String json = decode(file, utf8);
    if (!json.startsWith("{")) {
      throw new FormatException(file, "the header does not begin with '{'", HINT);
    }
    try (JsonParser parser = JSON.createParser(json)) {
      return new HeaderParser(file, parser).header();
    } catch (JsonProcessingException e) {
      String reason = FormatException.shorten(e.getOriginalMessage(), 200);
      throw new FormatException(file, "the header is not valid JSON (" + reason + ")", HINT, e);
    }
  }

  private static String decode(Path file, byte[] utf8) throws FormatException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
    } catch (CharacterCodingException e) {
      throw new FormatException(file, "the header is not UTF-8 text", HINT, e);
    }
  }

  private SafetensorsHeader header() throws IOException {
    Map<String, String> metadata = new LinkedHashMap<>();
    List<TensorEntry> tensors = new ArrayList<>();
    expect(JsonToken.START_OBJECT, "the header");
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      if (name.equals(SafetensorsHeader.METADATA)) {
        readMetadata(metadata);
      } else {
        tensors.add(tensor(name));
      }
    }
    if (parser.nextToken() != null) {
      throw malformed("more than one JSON value");
    }
    return new SafetensorsHeader(metadata, tensors);
  }

  private void readMetadata(Map<String, String> metadata) throws IOException {
    expect(JsonToken.START_OBJECT, SafetensorsHeader.METADATA);
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      expect(JsonToken.VALUE_STRING, SafetensorsHeader.METADATA + " entry " + quote(key));
      metadata.put(key, parser.getText());
    }
  }

  private TensorEntry tensor(String name) throws IOException {
    String what = "tensor " + quote(name);
    DType dtype = null;
    int[] shape = null;
    long[] offsets = null;
    expect(JsonToken.START_OBJECT, what);
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      switch (key) {
        case "dtype" -> dtype = dtype(what);
        case "shape" -> shape = shape(what);
        case "data_offsets" -> offsets = integers(what + ": data_offsets");
        default -> throw malformed(what + " has an unknown entry " + quote(key));
      }
    }
    if (dtype == null || shape == null || offsets == null) {
      throw malformed(what + " lacks one of dtype, shape and data_offsets");
    }
    if (offsets.length != 2) {
      throw malformed(what + " has " + offsets.length + " data_offsets instead of 2");
    }
    return new TensorEntry(name, dtype, shape, offsets[0], offsets[1]);
  }

  private DType dtype(String what) throws IOException {
    expect(JsonToken.VALUE_STRING, what + ": dtype");
    String name = parser.getText();
    for (DType dtype : DType.values()) {
      if (dtype.name().equals(name)) {
        return dtype;
      }
    }
    String problem = what + " has the unknown dtype " + quote(name);
    String known = Arrays.toString(DType.values());
    throw new FormatException(file, problem, "convert it to one of " + known);
  }

  private int[] shape(String what) throws IOException {
    long[] dims = integers(what + ": shape");
    int[] shape = new int[dims.length];
    for (int i = 0; i < dims.length; i++) {
      if (dims[i] < 0 || dims[i] > Integer.MAX_VALUE) {
        throw malformed(what + ": shape has the dim " + dims[i] + ", outside 0 … 2³¹ − 1");
      }
      shape[i] = (int) dims[i];
    }
    return shape;
  }

  private long[] integers(String what) throws IOException {
    expect(JsonToken.START_ARRAY, what);
    long[] values = new long[4];
    int n = 0;
    for (JsonToken t = parser.nextToken(); t != JsonToken.END_ARRAY; t = parser.nextToken()) {
      if (t != JsonToken.VALUE_NUMBER_INT) {
        throw malformed(what + " is not an array of integers");
      }
      if (n == values.length) {
        values = Arrays.copyOf(values, 2 * n);
      }
      values[n++] = parser.getLongValue();
    }
    return Arrays.copyOf(values, n);
  }

  private void expect(JsonToken expected, String what) throws IOException {
    JsonToken token = parser.nextToken();
    if (token != expected) {
      String want =
          switch (expected) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            default -> "a string";
          };
      throw malformed(what + " is not " + want);
    }
  }

  private FormatException malformed(String problem) {
    return new FormatException(file, "malformed header: " + problem, HINT);
  }
}
