package dev.tenor.ser.models;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenor.engine.backend.scalar.ScalarBackend;
import dev.tenor.engine.io.FormatException;
import dev.tenor.engine.io.Safetensors;
import dev.tenor.engine.io.SafetensorsWriter;
import dev.tenor.engine.nn.ParameterSlab;
import dev.tenor.ser.DataException;
import dev.tenor.ser.audio.Standardizer;
import dev.tenor.ser.config.Json;
import dev.tenor.ser.model.SerNetwork;
import dev.tenor.ser.predict.SerModel;
import dev.tenor.ser.run.SerConfig;
import dev.tenor.ser.stats.Temperature;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A folder on the class path in the place of the program's resources.
final class ModelCatalogueTest {
  @TempDir Path folder;

  private Path models;
  private Path file;

  @BeforeEach
  void write() throws IOException {
    models = folder.resolve(ModelCatalogue.FOLDER);
    file = folder.resolve("tiny.safetensors");
    SerConfig config =
        SerConfig.preset("paper")
            .with(
                Map.of("seconds", 1, "nFft", 512, "winLength", 512, "nMels", 10),
                Map.of(
                    "channels", List.of(2),
                    "pooling", List.of(3),
                    "dropout", List.of(0),
                    "lstmHidden", 2,
                    "heads", 1,
                    "depth", 1,
                    "hidden", 2),
                Map.of());
    double[] std = new double[10];
    Arrays.fill(std, 1);
    SerNetwork network = new SerNetwork(config.network());
    try (ParameterSlab slab = ParameterSlab.trainable(new ScalarBackend(), network, 1)) {
      SerModel.save(
          file,
          slab,
          config.features(),
          config.network(),
          List.of("neutral", "happy", "sad", "angry"),
          new Standardizer(new double[10], std),
          new Temperature(1.25),
          Map.of("corpus", "none"));
    }
  }

  private ModelCatalogue catalogue() throws IOException {
    return ModelCatalogue.of(new URLClassLoader(new URL[] {folder.toUri().toURL()}, null));
  }

  private static ModelCard card(String json) throws IOException {
    return new ModelCard((ObjectNode) Json.mapper().readTree(json));
  }

  @Test
  void aModelIsAFileAndALineOfTheIndex() throws IOException {
    Safetensors plain = Safetensors.read(file);
    String json =
        "{\"purpose\":\"tests\",\"data\":{\"a\":{\"licence\":\"X 1\"},"
            + "\"b\":{\"licence\":\"X 1\"},\"c\":{\"licence\":\"Y\"}}}";
    ModelCatalogue.add(models, "first", plain, card(json));
    ModelCatalogue.add(models, "second-2", plain, card("{}"));
    ModelCatalogue.add(models, "first", plain, card(json)); // replaced, not listed twice
    ModelCatalogue catalogue = catalogue();
    assertEquals(List.of("first", "second-2"), catalogue.names());
    ModelCatalogue.Found first = catalogue.first();
    assertTrue(first.builtIn());
    assertEquals(Files.size(models.resolve("first.safetensors")), first.bytes());
    assertEquals("tests", first.card().purpose());
    assertEquals("X 1; Y", first.card().licence());
    assertEquals(List.of("a", "b", "c"), first.card().corpora());
    SerModel model = first.network();
    assertEquals(new Temperature(1.25), model.temperature());
    for (String name : plain.names()) {
      assertArrayEquals(plain.floats(name), model.weights().floats(name));
    }
    plain.metadata().forEach((k, v) -> assertEquals(v, model.weights().metadata().get(k)));
    assertTrue(catalogue.find("second-2").card().isEmpty());
  }

  @Test
  void aFileWinsOverAName() throws IOException {
    ModelCatalogue.add(models, "tiny", Safetensors.read(file), card("{}"));
    ModelCatalogue.Found found = catalogue().find(file.toString());
    assertFalse(found.builtIn());
    assertEquals(file, found.file());
    assertTrue(found.card().isEmpty());
    assertTrue(catalogue().find("tiny").builtIn());
  }

  @Test
  void whatIsNotThereIsSaid() throws IOException {
    ModelCatalogue none = catalogue();
    assertEquals(List.of(), none.names());
    String message = assertThrows(IllegalArgumentException.class, none::first).getMessage();
    assertEquals("no model is built in; give --model", message);
    ModelCatalogue.add(models, "one", Safetensors.read(file), card("{}"));
    ModelCatalogue catalogue = catalogue();
    message = assertThrows(DataException.class, () -> catalogue.find("two")).getMessage();
    assertTrue(message.startsWith("two: no such file"), message);
    assertTrue(message.contains("(built in: one)") && message.contains("tenor models"), message);
    Files.delete(models.resolve("one.safetensors"));
    message = assertThrows(DataException.class, catalogue::first).getMessage();
    assertTrue(message.contains("one.safetensors: the index names it"), message);
  }

  @Test
  void namesAndCardsAreChecked() throws IOException {
    Safetensors plain = Safetensors.read(file);
    for (String bad : List.of("", "A", "a b", "../a", "-a", "a.safetensors")) {
      assertThrows(
          IllegalArgumentException.class, () -> ModelCatalogue.add(models, bad, plain, card("{}")));
    }
    assertFalse(Files.exists(models));
    Path text = Files.writeString(folder.resolve("card.json"), "[1]");
    assertThrows(DataException.class, () -> ModelCard.read(text));
    Files.writeString(text, "{");
    assertThrows(DataException.class, () -> ModelCard.read(text));
    Path damaged = folder.resolve("damaged.safetensors");
    new SafetensorsWriter().metadata("card", "7").write(damaged);
    assertThrows(FormatException.class, () -> catalogue().find(damaged.toString()).card());
  }

  /// The program's own models are what its index says, each with a card.
  @Test
  void theProgramsModelsAreComplete() throws IOException {
    ModelCatalogue own = ModelCatalogue.of(ModelCatalogue.class.getClassLoader());
    assertEquals("crema-d", own.names().getFirst(), "whose data allow commercial use");
    for (String name : own.names()) {
      assertTrue(name.matches(ModelCatalogue.NAME), name);
      ModelCatalogue.Found found = own.named(name);
      assertFalse(found.model().labels().isEmpty());
      assertFalse(found.card().licence().isEmpty(), name);
      assertFalse(found.card().purpose().isEmpty(), name);
    }
    assertEquals(own.names().stream().distinct().toList(), own.names());
  }
}
