package dev.tenor.tools.options;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.ser.DataException;
import dev.tenor.ser.model.Aggregation;
import dev.tenor.ser.run.SerConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

final class SettingsTest {
  /// For each option a value that is not its default.
  private static final Map<String, String> OTHER_VALUES =
      Map.ofEntries(
          Map.entry("--channels", "8,32,64,64,128,128"),
          Map.entry("--pooling", "2,2,2,1,2,1"),
          Map.entry("--dropout", "0,0.1,0.25,0.25,0.25,0.5"),
          Map.entry("--lstm-hidden", "64"),
          Map.entry("--external", "80"),
          Map.entry("--aggregation", "Mean"),
          Map.entry("--queries", "3"),
          Map.entry("--tokens", "SEQUENCE"),
          Map.entry("--depth", "0"),
          Map.entry("--heads", "8"),
          Map.entry("--feed-forward", "7"),
          Map.entry("--transformer-dropout", "0.5"),
          Map.entry("--hidden", "0"),
          Map.entry("--activation", "none"),
          Map.entry("--sample-rate", "22050"),
          Map.entry("--seconds", "7.5"),
          Map.entry("--n-fft", "4096"),
          Map.entry("--win-length", "400"),
          Map.entry("--hop-length", "160"),
          Map.entry("--n-mels", "64"),
          Map.entry("--f-min", "20"),
          Map.entry("--f-max", "7600"),
          Map.entry("--mel-scale", "htk"),
          Map.entry("--mel-norm", "none"),
          Map.entry("--pad-mode", "zero"),
          Map.entry("--decibels", "power"),
          Map.entry("--amin", "1e-5"),
          Map.entry("--top-db", "0"),
          Map.entry("--epochs", "3"),
          Map.entry("--min-steps", "5000"),
          Map.entry("--batch", "5"),
          Map.entry("--lr", "0.01"),
          Map.entry("--optimizer", "adamw"),
          Map.entry("--weight-decay", "0.1"),
          Map.entry("--beta1", "0.8"),
          Map.entry("--beta2", "0.99"),
          Map.entry("--eps", "1e-6"),
          Map.entry("--schedule", "inverse-time"),
          Map.entry("--lr-step", "7"),
          Map.entry("--lr-gamma", "0.9"),
          Map.entry("--lr-decay", "0.01"),
          Map.entry("--clip-norm", "1"),
          Map.entry("--patience", "0"),
          Map.entry("--level", "peak"),
          Map.entry("--monitor", "ua"),
          Map.entry("--sampling", "balanced"),
          Map.entry("--length", "own"),
          Map.entry("--trim", "40"),
          Map.entry("--cmvn", "mean-variance"),
          Map.entry("--cmvn-over", "speaker"),
          Map.entry("--voice", "both"),
          Map.entry("--warmup", "100"),
          Map.entry("--averaging", "0.99"),
          Map.entry("--averaged-epochs", "5"),
          Map.entry("--label-smoothing", "0.1"),
          Map.entry("--class-weights", "balanced"),
          Map.entry("--freeze", "extraction"),
          Map.entry("--focal", "2"),
          Map.entry("--smoothing", "3"),
          Map.entry("--crop", "100"),
          Map.entry("--tempo", "0.1"),
          Map.entry("--warp", "0.1"),
          Map.entry("--gain", "6"),
          Map.entry("--equalizer", "3"),
          Map.entry("--noise", "0.5"),
          Map.entry("--snr-min", "0"),
          Map.entry("--snr-max", "40"),
          Map.entry("--reverb", "0.5"),
          Map.entry("--mixup", "0.2"),
          Map.entry("--time-masks", "2"),
          Map.entry("--time-mask-size", "30"),
          Map.entry("--mel-masks", "2"),
          Map.entry("--mel-mask-size", "8"),
          Map.entry("--model", "svm"),
          Map.entry("--functionals", "egemaps"));

  @TempDir Path folder;

  @Command(name = "probe", modelTransformer = SettingOptions.All.class)
  static final class Probe {
    @Mixin private SettingsMixin settings;
  }

  private static SerConfig resolve(String preset, String... args) throws IOException {
    Probe probe = new Probe();
    new CommandLine(probe).parseArgs(args);
    return probe.settings.resolve(preset, "paper");
  }

  private String[] config(String json, String... more) throws IOException {
    Path file = Files.writeString(folder.resolve("config.json"), json);
    return Stream.concat(Stream.of("--config", file.toString()), Arrays.stream(more))
        .toArray(String[]::new);
  }

  static List<Named<SettingOption>> options() {
    return Arrays.stream(SettingsSection.values())
        .flatMap(section -> section.options().stream())
        .map(option -> Named.of(option.optionName(), option))
        .toList();
  }

  private static String[] changed(SettingOption option) throws IOException {
    if (option.value(resolve(null)) instanceof Boolean on) {
      return new String[] {on ? option.optionName().replace("--", "--no-") : option.optionName()};
    }
    return new String[] {option.optionName(), OTHER_VALUES.get(option.optionName())};
  }

  /// What must be chosen so that an option can be.
  private static List<String> base(String option) {
    return switch (option) {
      case "--length", "--queries", "--crop" -> List.of("--aggregation", "attention");
      case "--cmvn-over" -> List.of("--cmvn", "mean");
      case "--averaged-epochs" -> List.of("--monitor", "last");
      case "--external" -> List.of("--aggregation", "attention", "--length", "own");
      default -> List.of();
    };
  }

  @ParameterizedTest
  @MethodSource("options")
  void everyOptionChangesItsSettingAndNoOther(SettingOption option) throws IOException {
    List<String> base = base(option.optionName());
    SerConfig defaults = resolve(null, base.toArray(String[]::new));
    String[] args =
        Stream.concat(Arrays.stream(changed(option)), base.stream()).toArray(String[]::new);
    SerConfig changed = resolve(null, args);
    assertNotEquals(option.value(defaults), option.value(changed));
    for (Named<SettingOption> other : options()) {
      if (!other.getName().equals(option.optionName())) {
        assertEquals(other.getPayload().value(defaults), other.getPayload().value(changed));
      }
    }
  }

  @Test
  void aPlainBooleanOptionSwitchesOn() throws IOException {
    assertTrue(resolve(null, "--center", "--shared").features().center());
    assertTrue(resolve(null, "--positional-encoding").network().positionalEncoding());
  }

  @Test
  void withoutOptionsThePresetRules() throws IOException {
    assertEquals(SerConfig.preset("paper"), resolve(null));
    assertEquals(SerConfig.preset("paper-single-fc"), resolve("paper-single-fc"));
    assertEquals(SerConfig.preset("tenor"), resolve("tenor"));
  }

  @Test
  void theFileOverridesThePresetAndOptionsOverrideTheFile() throws IOException {
    String json =
        """
        {"preset": "paper-single-fc",
         "network": {"lstmHidden": 64, "aggregation": "last"},
         "features": {"nMels": 64},
         "training": {"epochs": 7, "lr": 0.5}}
        """;
    SerConfig fromFile = resolve(null, config(json));
    assertEquals(0, fromFile.network().hidden()); // the preset's
    assertEquals(64, fromFile.network().lstmHidden());
    assertEquals(Aggregation.Kind.LAST, fromFile.network().aggregation());
    assertEquals(64, fromFile.network().mels());
    assertEquals(7, fromFile.training().epochs());
    SerConfig both = resolve("paper", config(json, "--epochs", "9", "--aggregation", "mean"));
    assertEquals(48, both.network().hidden());
    assertEquals(64, both.network().lstmHidden());
    assertEquals(Aggregation.Kind.MEAN, both.network().aggregation());
    assertEquals(9, both.training().epochs());
    assertEquals(0.5, both.training().lr());
  }

  private void assertWrong(String json, String expected) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> resolve(null, config(json)))
            .getMessage();
    assertTrue(message.contains(expected), message);
    assertEquals(1, message.lines().count(), message);
  }

  @Test
  void wrongSettingsInTheFileAreNamed() {
    assertWrong("{\"netwerk\": {}}", "unknown key 'netwerk'");
    assertWrong("{\"network\": {\"lstmHiden\": 3}}", "unknown key 'network.lstmHiden'");
    assertWrong("{\"network\": {\"classes\": 3}}", "unknown key 'network.classes'");
    assertWrong("{\"network\": {\"lstmHidden\": \"x\"}}", "lstmHidden");
    assertWrong("{\"network\": {\"lstmHidden\": 1.5}}", "lstmHidden");
    assertWrong("{\"network\": {\"lstmHidden\": null}}", "lstmHidden");
    assertWrong("{\"network\": {\"lstmHidden\": 7}}", "heads 4 does not divide");
    assertWrong("{\"network\": [1]}", "'network' is [1]");
    assertWrong("{\"preset\": 3}", "'preset' is 3");
    assertWrong("{\"preset\": \"none\"}", "no preset 'none'");
  }

  @Test
  void aFileThatIsNoJsonIsUnreadableData() {
    for (String text : List.of("", "{\"network\":", "[]", "{\"a\": 1, \"a\": 2}", "hello")) {
      assertThrows(DataException.class, () -> resolve(null, config(text)), text);
    }
  }
}
