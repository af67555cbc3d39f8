package dev.tenor.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/// A command looks the same whether all are built or it alone.
final class CommandTreeTest {
  private final List<String> compared = new ArrayList<>();

  private static CommandLine at(CommandLine root, List<String> path) {
    CommandLine command = root;
    for (String word : path) {
      command = command.getSubcommands().get(word);
    }
    return command;
  }

  private void compare(CommandLine whole, List<String> path) {
    CommandLine called = at(CommandTree.called(new TenorCli(), Set.copyOf(path)), path);
    String usage = at(whole, path).getUsageMessage();
    assertEquals(usage, called.getUsageMessage(), path.toString());
    compared.add(String.join(" ", path));
    for (String below : at(whole, path).getSubcommands().keySet()) {
      List<String> longer = new ArrayList<>(path);
      longer.add(below);
      compare(whole, longer);
    }
  }

  @Test
  void everyCommandIsWholeWhereItIsCalled() {
    compare(CommandTree.whole(new TenorCli()), List.of());
    assertTrue(compared.containsAll(List.of("", "predict", "experiment folds")), "" + compared);
  }

  @Test
  void otherCommandsHaveNoOptions() {
    CommandLine root = CommandTree.called(new TenorCli(), Set.of("predict", "clip.wav"));
    List<String> withOptions =
        root.getSubcommands().values().stream()
            .filter(command -> command.getCommandSpec().findOption("--quiet") != null)
            .map(CommandLine::getCommandName)
            .toList();
    assertEquals(List.of("predict"), withOptions);
  }
}
