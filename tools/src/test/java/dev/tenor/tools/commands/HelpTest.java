package dev.tenor.tools.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.tools.TenorCli;
import dev.tenor.tools.console.ExitCode;
import dev.tenor.tools.options.SettingOption;
import dev.tenor.tools.options.SettingsSection;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.Command;

final class HelpTest {
  private static final String[] COMMON = {"--help", "--debug", "--quiet"};

  private static String help(String command) {
    String help = Tenor.run(command, "--help").ok().out();
    assertTrue(help.startsWith("Usage: tenor " + command), help);
    assertFalse(help.contains("${"), help);
    help.lines().forEach(line -> assertTrue(line.length() <= 100, line));
    return help;
  }

  private static void assertOffers(String command, String... options) {
    String help = help(command);
    for (String option : options) {
      assertTrue(help.contains(option), command + " does not offer " + option);
    }
  }

  /// The commands that do something themselves, rather than hold others.
  static List<String> commands() {
    return Arrays.stream(TenorCli.class.getAnnotation(Subcommands.class).value())
        .filter(type -> !type.isAnnotationPresent(Subcommands.class))
        .map(type -> type.getAnnotation(Command.class).name())
        .toList();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandHasHelpAndTheCommonOptions(String command) {
    assertOffers(command, COMMON);
    String root = Tenor.run("--help").ok().out();
    assertTrue(root.lines().anyMatch(line -> line.strip().startsWith(command + " ")), root);
  }

  @Test
  void theHelpOfTrainHasEverySettingUnderItsHeading() {
    String help = help("train");
    int[] starts =
        Arrays.stream(SettingsSection.values())
            .mapToInt(section -> help.indexOf("\n" + section.heading() + ":\n"))
            .toArray();
    for (SettingsSection section : SettingsSection.values()) {
      int next = section.ordinal() + 1;
      int end = next < starts.length ? starts[next] : help.length();
      String part = help.substring(starts[section.ordinal()], end);
      for (SettingOption option : section.options()) {
        String name = option.optionName().substring(2);
        assertTrue(part.matches("(?s).*\\n +--(\\[no-])?" + name + "[ =\\n].*"), name + part);
      }
    }
    assertTrue(help.contains("relu|elu|gelu|tanh|none"), help);
    String oneLine = help.replaceAll("\\s+", " ");
    assertTrue(oneLine.contains("(tenor: 16,32,64,128; paper: 16,32,64,64,128,128)"), help);
  }

  @Test
  void trainOffersItsOwnOptions() {
    assertOffers(
        "train",
        "--corpus",
        "--data",
        "--protocol",
        "--fold",
        "--seed",
        "--preset",
        "--config",
        "--backend",
        "--threads",
        "--out",
        "--resume",
        "--labels",
        "--json");
  }

  @Test
  void everyExperimentOffersSettingsFoldsAndSeeds() {
    for (String command : List.of("folds", "ablation", "depth", "cross", "grid", "search")) {
      String help = Tenor.run("experiment", command, "--help").ok().out();
      for (String option :
          List.of("--corpus", "--seeds", "--folds", "--jobs", "--shard", "--lstm-hidden")) {
        assertTrue(help.contains(option), command + " does not offer " + option);
      }
    }
    String root = Tenor.run("experiment", "--help").ok().out();
    assertTrue(
        root.matches("(?s).*folds .*ablation .*depth .*cross .*grid .*search .*merge .*tsne .*"),
        root);
  }

  @Test
  void featuresOffersTheFrontEndAndNoNetwork() {
    assertOffers("features", "--n-mels", "--decibels", "--out");
    assertFalse(help("features").contains("--lstm-hidden"));
  }

  @Test
  void anUnknownCommandSuggestsOne() {
    Tenor tenor = Tenor.run("predct");
    tenor.error(ExitCode.USAGE);
    assertTrue(tenor.err().contains("Did you mean: tenor predict"), tenor.err());
    assertEquals("", tenor.out());
  }
}
