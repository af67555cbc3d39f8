package dev.tenor.ser.models;

import dev.tenor.engine.io.AtomicFile;
import dev.tenor.engine.io.Safetensors;
import dev.tenor.ser.DataException;
import dev.tenor.ser.Names;
import dev.tenor.ser.predict.SerModel;
import dev.tenor.ser.predict.TrainedModel;
import dev.tenor.ser.run.RunDirectory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// The models on the class path: the resource `dev/tenor/ser/models/index.txt` has their names, the
/// default first, and `NAME.safetensors` lies beside it. Everything else about a model is in its
/// file: the labels, and its card.
public final class ModelCatalogue {
  /// Where they lie on the class path.
  public static final String FOLDER = "dev/tenor/ser/models/";

  /// Lower-case letters, digits, hyphens.
  public static final String NAME = "[a-z0-9]+(-[a-z0-9]+)*";

  static final String INDEX = "index.txt";
  private static final String EXTENSION = ".safetensors";
  private static final String SEE = "; 'tenor models' lists those built in";

  private final ClassLoader loader;
  private final List<String> names;

  private ModelCatalogue(ClassLoader loader) throws IOException {
    this.loader = loader;
    try (InputStream in = loader.getResourceAsStream(FOLDER + INDEX)) {
      names = in == null ? List.of() : names(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  /// Those on the class path of the calling thread (its context class loader).
  public static ModelCatalogue builtIn() throws IOException {
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    return of(context == null ? ModelCatalogue.class.getClassLoader() : context);
  }

  /// Those that a class loader finds.
  public static ModelCatalogue of(ClassLoader loader) throws IOException {
    return new ModelCatalogue(Objects.requireNonNull(loader, "loader"));
  }

  private static List<String> names(String index) {
    return index
        .lines()
        .map(String::strip)
        .filter(l -> !l.isEmpty() && !l.startsWith("#"))
        .toList();
  }

  /// The names in the order of the index.
  public List<String> names() {
    return names;
  }

  /// A model with its name.
  ///
  /// @param name as it was asked for
  /// @param file where it lies; of a model that is built in, a path to be shown only
  /// @param builtIn whether it came with the program
  /// @param bytes its size
  public record Found(String name, Path file, boolean builtIn, long bytes, Safetensors content) {
    /// @throws IOException if it is no model
    public TrainedModel model() throws IOException {
      return TrainedModel.of(content);
    }

    /// For what only a network can do.
    ///
    /// @throws IOException if it is no network
    public SerModel network() throws IOException {
      return SerModel.of(content);
    }

    /// What is to be said about it; empty where the file has no card.
    public ModelCard card() throws IOException {
      return ModelCard.in(content);
    }
  }

  /// The default, which is the first.
  ///
  /// @throws IllegalArgumentException if there is no model
  public Found first() throws IOException {
    if (names.isEmpty()) {
      throw new IllegalArgumentException("no model is built in; give --model");
    }
    return named(names.getFirst());
  }

  /// A model by its name.
  ///
  /// @throws DataException if it is not in the index, or the index names what is not there
  public Found named(String name) throws IOException {
    if (!names.contains(name)) {
      throw new DataException(name + ": no model of this name is built in" + choice() + SEE);
    }
    Path shown = Path.of("built-in", name + EXTENSION);
    try (InputStream in = loader.getResourceAsStream(FOLDER + name + EXTENSION)) {
      if (in == null) {
        throw new DataException(
            shown + ": the index names it, but it is not there; build the program again");
      }
      byte[] bytes = in.readAllBytes();
      return new Found(name, shown, true, bytes.length, Safetensors.of(shown, bytes));
    }
  }

  /// A model by the path of its file or of its run's folder, which wins, or by its name. A folder
  /// without a model, such as a corpus of the same name, does not hide it.
  ///
  /// @throws IOException if there is neither
  public Found find(String pathOrName) throws IOException {
    Path path = Path.of(pathOrName);
    Path file = Files.isDirectory(path) ? new RunDirectory(path).model() : path;
    if (Files.exists(file) || Files.exists(path) && !names.contains(pathOrName)) {
      Safetensors content = Safetensors.read(file);
      return new Found(pathOrName, file, false, Files.size(file), content);
    }
    if (names.contains(pathOrName)) {
      return named(pathOrName);
    }
    throw new DataException(
        pathOrName
            + ": no such file, and no model of this name is built in"
            + Names.didYouMean(pathOrName, names)
            + choice()
            + SEE);
  }

  private String choice() {
    return names.isEmpty() ? "" : " (built in: " + String.join(", ", names) + ")";
  }

  /// Writes a model with its card into the resources' folder, and its name at the end of the index.
  ///
  /// @return its file
  public static Path add(Path folder, String name, Safetensors model, ModelCard card)
      throws IOException {
    if (!name.matches(NAME)) {
      throw new IllegalArgumentException(
          "the name '" + name + "' is not made of lower-case letters, digits and hyphens");
    }
    Path file = folder.resolve(name + EXTENSION);
    Files.createDirectories(folder);
    card.writeInto(model, file);
    Path index = folder.resolve(INDEX);
    String text = Files.exists(index) ? Files.readString(index) : "";
    List<String> lines = new ArrayList<>(text.lines().toList());
    if (!names(text).contains(name)) {
      lines.add(name);
      byte[] bytes = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
      AtomicFile.write(index, out -> out.write(bytes));
    }
    return file;
  }
}
