package dev.tenor.tools.options;

import dev.tenor.engine.io.AtomicFile;
import dev.tenor.ser.plot.FigureStyle;
import dev.tenor.ser.predict.Timeline;
import dev.tenor.ser.predict.TimelineFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Where to write timelines.
public final class TimelineOption {
  @Option(
      names = "--timeline",
      paramLabel = "FILE",
      description =
          "Write the windows with start, end, share of speech and the probability of each emotion:"
              + " FILE.csv, FILE.json, or FILE.png, .svg or .pdf for a picture. For several"
              + " recordings, a folder that gets them for each.")
  private Path target;

  @Mixin private FigureMixin figures;

  private FigureStyle style;
  private final Map<String, Integer> names = new HashMap<>();

  /// Prepares the writing, before anything is predicted.
  ///
  /// @param recordings how many there are
  /// @throws IllegalArgumentException if one file is named for several recordings
  public void prepare(int recordings) throws IOException {
    style = figures.style();
    if (target == null) {
      return;
    }
    if (format().isEmpty()) {
      if (Files.isRegularFile(target)) {
        throw new IllegalArgumentException(
            "--timeline "
                + target
                + ": is a file that ends in none of .csv, .json, .png, .svg and .pdf; name one that"
                + " does, or a folder");
      }
      Files.createDirectories(target);
    } else if (recordings > 1) {
      throw new IllegalArgumentException(
          "--timeline "
              + target
              + ": is one file for "
              + recordings
              + " recordings; name a folder");
    } else {
      AtomicFile.check(target);
    }
  }

  /// Writes the timeline of a recording, if that was asked for.
  public void write(Path recording, Timeline timeline) throws IOException {
    if (target == null) {
      return;
    }
    String title = recording.getFileName().toString();
    Optional<TimelineFile> format = format();
    if (format.isPresent()) {
      format.get().write(target, timeline, title, style);
      return;
    }
    int earlier = names.merge(title, 1, Integer::sum) - 1;
    String name = earlier == 0 ? title : title + " (" + (earlier + 1) + ")";
    for (TimelineFile each : TimelineFile.of(style)) {
      each.write(target.resolve(name + "." + each.extension()), timeline, title, style);
    }
  }

  /// By the ending of the file's name; none for a folder.
  private Optional<TimelineFile> format() {
    String name = target.toString().toLowerCase(Locale.ROOT);
    return Files.isDirectory(target)
        ? Optional.empty()
        : Stream.of(TimelineFile.values())
            .filter(format -> name.endsWith("." + format.extension()))
            .findFirst();
  }
}
