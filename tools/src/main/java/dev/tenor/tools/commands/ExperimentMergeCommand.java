package dev.tenor.tools.commands;

import dev.tenor.ser.experiment.ExperimentFolder;
import dev.tenor.ser.experiment.ExperimentMerge;
import dev.tenor.ser.experiment.Plan;
import dev.tenor.tools.console.Console;
import dev.tenor.tools.options.FigureMixin;
import dev.tenor.tools.options.JsonMixin;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `tenor experiment merge`.
@Command(
    name = "merge",
    description = {
      "Join the folders of an experiment that several machines made with --shard, and write its"
          + " report.",
      "Runs are copied. What is missing is trained by the experiment's command with --out OUT; a"
          + " search tests its best variant so."
    },
    footer = "tenor experiment merge runs/all runs/shard1 runs/shard2 runs/shard3")
public final class ExperimentMergeCommand implements Callable<Integer> {
  @Mixin private Console console;
  @Mixin private JsonMixin json;
  @Mixin private FigureMixin figures;

  @Parameters(index = "0", paramLabel = "OUT", description = "The folder of the joined experiment.")
  private Path out;

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "DIR",
      description = "The shards' folders.")
  private List<Path> folders;

  ExperimentMergeCommand() {}

  @Override
  public Integer call() throws IOException {
    Plan plan = ExperimentMerge.join(out, folders);
    return new ExperimentReports(console, json.isSet(), figures.style())
        .write(out, ExperimentFolder.outcomes(out, plan));
  }
}
