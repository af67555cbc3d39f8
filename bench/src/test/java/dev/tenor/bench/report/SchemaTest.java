package dev.tenor.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.tenor.bench.result.Ceiling;
import dev.tenor.bench.result.Machine;
import dev.tenor.bench.result.ResultFile;
import dev.tenor.bench.result.SuiteResult;
import dev.tenor.bench.result.SuiteRow;
import dev.tenor.ser.config.Json;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The published schema and the records say the same.
final class SchemaTest {
  private static final Path FILE = Path.of("..", "docs", "benchmarks", "results.schema.json");

  @TempDir Path folder;

  private static JsonNode schema() throws IOException {
    return Json.mapper().readTree(Files.readString(FILE));
  }

  @Test
  void everyRecordIsDescribed() throws IOException {
    JsonNode schema = schema();
    assertEquals(SuiteResult.FORMAT, schema.at("/properties/format/const").intValue());
    check(SuiteResult.class, schema);
    List<Class<?>> records =
        List.of(
            Machine.class,
            Machine.Device.class,
            Ceiling.class,
            SuiteRow.class,
            SuiteRow.Timing.class,
            SuiteRow.Against.class);
    for (Class<?> record : records) {
      check(record, schema.at("/$defs/" + record.getSimpleName()));
    }
    assertEquals(records.size(), schema.path("$defs").size());
  }

  private static void check(Class<?> record, JsonNode schema) {
    List<String> names =
        Arrays.stream(record.getRecordComponents()).map(RecordComponent::getName).toList();
    List<String> described = new ArrayList<>();
    schema.path("properties").fieldNames().forEachRemaining(described::add);
    assertEquals(names, described, record.getSimpleName());
    List<String> required = new ArrayList<>();
    schema.path("required").forEach(name -> required.add(name.textValue()));
    assertEquals(names, required, record.getSimpleName());
    assertFalse(schema.path("additionalProperties").asBoolean(true), record.getSimpleName());
    for (RecordComponent component : record.getRecordComponents()) {
      assertType(
          component.getGenericType(),
          schema.path("properties").path(component.getName()),
          record.getSimpleName() + "." + component.getName());
    }
  }

  private static void assertType(Type type, JsonNode schema, String where) {
    if (type instanceof ParameterizedType generic) {
      boolean list = generic.getRawType() == List.class;
      assertEquals(list ? "array" : "object", schema.path("type").textValue(), where);
      Type[] arguments = generic.getActualTypeArguments();
      assertType(
          arguments[arguments.length - 1],
          schema.path(list ? "items" : "additionalProperties"),
          where + " of");
    } else if (type instanceof Class<?> plain && plain.isRecord()) {
      assertEquals("#/$defs/" + plain.getSimpleName(), schema.path("$ref").textValue(), where);
    } else {
      Map<Type, String> names =
          Map.of(
              int.class, "integer",
              long.class, "integer",
              Long.class, "integer",
              double.class, "number",
              String.class, "string");
      assertEquals(names.get(type), schema.path("type").textValue(), where);
    }
  }

  @Test
  void whatIsWrittenIsValid() throws IOException {
    Path file = folder.resolve("results.json");
    ResultFile.write(file, SyntheticResult.of(2, 0.02).build());
    JsonNode tree = Json.mapper().readTree(Files.readString(file));
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(schema());
    assertEquals(List.of(), schema.validate(tree));
    ((ObjectNode) tree.at("/rows/0")).put("threads", "two").remove("engine");
    assertEquals(2, schema.validate(tree).size(), "a wrong type and a missing name");
  }
}
