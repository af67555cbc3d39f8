package dev.tenor.tools.options;

import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/// A network of the user's own. Its classes are found from when the option is parsed, by this
/// thread and those that it starts.
public final class NetworkMixin {
  static final String OPTION = "--network";

  @Option(
      names = OPTION,
      paramLabel = "[JAR:]NAME",
      converter = Choice.class,
      description =
          "A network of your own: its class or the name of its provider, perhaps with the jar or"
              + " folder of its classes, my.jar:my.pkg.MyNet; see docs/examples. A model of such a"
              + " network needs its jar again, --network my.jar (default: three-stage, the network"
              + " of the paper).")
  private String name;

  /// Splits the value, and makes the classes of its jar available.
  static final class Choice implements ITypeConverter<String> {
    @Override
    public String convert(String value) {
      int colon = value.lastIndexOf(':');
      boolean windows = colon == 1 && Files.exists(Path.of(value));
      String place = colon < 0 || windows ? value : value.substring(0, colon);
      String name = colon < 0 || windows ? "" : value.substring(colon + 1);
      boolean isPlace = colon >= 0 || place.endsWith(".jar") || Files.isDirectory(Path.of(place));
      if (!isPlace) {
        return value;
      }
      Path jar = Path.of(place);
      if (!Files.exists(jar)) {
        throw new TypeConversionException(
            jar
                + ": no such file; name a jar, or a folder with classes, as in my.jar:my.pkg.MyNet");
      }
      add(jar);
      return name;
    }

    private static void add(Path jar) {
      Thread thread = Thread.currentThread();
      try {
        URL[] places = {jar.toAbsolutePath().toUri().toURL()};
        thread.setContextClassLoader(new URLClassLoader(places, thread.getContextClassLoader()));
      } catch (MalformedURLException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
