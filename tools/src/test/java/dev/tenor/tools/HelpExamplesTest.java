package dev.tenor.tools;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/// Every command ends its help with examples, and all of them are understood.
final class HelpExamplesTest {
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

  private static CommandLine root() {
    return TenorCli.commandLine(new UserErrors(() -> false));
  }

  /// The names of all commands, those within others too.
  static List<String> commands() {
    List<String> names = new ArrayList<>();
    collect(root(), names);
    return names;
  }

  private static void collect(CommandLine command, List<String> names) {
    names.add(command.getCommandSpec().qualifiedName());
    command.getSubcommands().values().stream().distinct().forEach(sub -> collect(sub, names));
  }

  private static CommandLine command(String name) {
    CommandLine command = root();
    for (String word : Arrays.asList(name.split(" ")).subList(1, name.split(" ").length)) {
      command = command.getSubcommands().get(word);
    }
    return command;
  }

  /// The words of the last command of a pipe, after `tenor`.
  private static String[] words(String example) {
    String line = example.substring(example.lastIndexOf('|') + 1).strip();
    List<String> words = new ArrayList<>();
    for (Matcher m = WORD.matcher(line); m.find(); ) {
      words.add(m.group(1) == null ? m.group(2) : m.group(1));
    }
    assertEquals("tenor", words.removeFirst(), example);
    return words.toArray(String[]::new);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandHasExamplesThatAreUnderstood(String name) {
    CommandLine command = command(name);
    String[] examples = command.getCommandSpec().usageMessage().footer();
    assertTrue(examples.length > 0, name + " has no example");
    for (String example : examples) {
      assertTrue(
          example.contains(name + " ") || example.endsWith(name) || isGroup(command), example);
      assertDoesNotThrow(() -> root().parseArgs(words(example)), example);
    }
    String help = command.getUsageMessage();
    assertTrue(help.contains("Examples:\n  "), help);
    assertTrue(help.endsWith(examples[examples.length - 1] + "\n"), help);
  }

  private static boolean isGroup(CommandLine command) {
    return !command.getSubcommands().isEmpty();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void aSynopsisIsShort(String name) {
    String help = command(name).getUsageMessage();
    assertTrue(help.indexOf('\n') < 100, help);
    String synopsis = Stream.of(help.split("\n")).findFirst().orElseThrow();
    assertTrue(synopsis.startsWith("Usage: " + name), synopsis);
  }

  @Test
  void aWrongExampleWouldBeFound() {
    for (String wrong : List.of("tenor train --no-such", "tenor train --fold x", "tenor predict")) {
      assertFalse(understands(wrong), wrong);
    }
  }

  private static boolean understands(String example) {
    try {
      root().parseArgs(words(example));
      return true;
    } catch (CommandLine.ParameterException _) {
      return false;
    }
  }
}
