package dev.tenor.tools.commands;

import dev.tenor.ser.export.OnnxExporter;
import dev.tenor.ser.models.ModelCatalogue;
import dev.tenor.ser.predict.SerModel;
import dev.tenor.tools.console.Console;
import dev.tenor.tools.console.ExitCode;
import dev.tenor.tools.options.NetworkMixin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `tenor export`.
@Command(
    name = "export",
    description = {
      "Export a model to another format.",
      "ONNX: opset 17, any network and batch size. Input 'features' [batch,frames,columns] is what"
          + " 'tenor features' computes with the model's settings: log-mel in decibels, and measures"
          + " of the voice where the model has them; the model standardises it itself. With --input"
          + " samples, input 'samples' [batch,samples] is the sound itself, mono at the model's rate,"
          + " from -1 to 1, and the log-mels are computed in the graph; a model that trims silence"
          + " takes one utterance at a time, and one with measures of the voice is refused. Outputs"
          + " 'logits' and 'probabilities' [batch,classes]. The metadata contain the labels and the"
          + " front end's settings as JSON.",
      "SAFETENSORS: a copy of the model with another --unsure."
    },
    footer = {
      "tenor export runs/first",
      "tenor export runs/first --input samples --out listening.onnx",
      "tenor export runs/first --format safetensors --unsure 0.5 --out careful.safetensors"
    })
public final class ExportCommand implements Callable<Integer> {
  /// The formats that can be written.
  enum Format {
    ONNX,
    SAFETENSORS
  }

  @Mixin private Console console;
  @Mixin private NetworkMixin network;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "onnx",
      description = "One of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Format format;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FILE",
      description =
          "Output file (default: model.onnx in the model's folder, of a built-in NAME NAME.onnx; none"
              + " for SAFETENSORS).")
  private Path out;

  @Option(
      names = "--input",
      paramLabel = "INPUT",
      description =
          "For ONNX: what the graph is given, one of ${COMPLETION-CANDIDATES} (default: FEATURES).")
  private OnnxExporter.Input input;

  @Option(
      names = "--unsure",
      paramLabel = "P",
      description =
          "For SAFETENSORS: the probability below which 'tenor predict' calls an emotion unsure, to"
              + " be stored in the copy; 0 for never.")
  private Double unsure;

  @Parameters(
      paramLabel = "MODEL",
      description =
          "A model.safetensors, the run folder that contains it, or the name of a built-in model.")
  private String model;

  ExportCommand() {}

  @Override
  public Integer call() throws IOException {
    requireUnsureForItsFormat();
    ModelCatalogue.Found found = ModelCatalogue.builtIn().find(model);
    Path target = out == null ? beside(found) : out;
    SerModel loaded = found.network();
    switch (format) {
      case ONNX -> OnnxExporter.write(loaded, onnxInput(), target);
      case SAFETENSORS -> loaded.writeWithUnsure(unsure, target);
    }
    console.info(String.format(Locale.ROOT, "%s: %,d bytes", target, Files.size(target)));
    return ExitCode.OK;
  }

  private OnnxExporter.Input onnxInput() {
    return input == null ? OnnxExporter.Input.FEATURES : input;
  }

  private void requireUnsureForItsFormat() {
    if (format != Format.ONNX && input != null) {
      throw new IllegalArgumentException("--input is for --format onnx; leave it out");
    }
    boolean copy = format == Format.SAFETENSORS;
    if (copy && (unsure == null || out == null)) {
      throw new IllegalArgumentException(
          "--format safetensors is a copy with another threshold; give --unsure and --out");
    }
    if (!copy && unsure != null) {
      throw new IllegalArgumentException(
          "--unsure is stored by --format safetensors; give that, or leave --unsure out");
    }
  }

  /// The model's name with the format's extension; of a built-in one, in the current folder.
  private Path beside(ModelCatalogue.Found found) {
    Path source = found.builtIn() ? found.file().getFileName() : found.file();
    String name = source.getFileName().toString();
    int dot = name.lastIndexOf('.');
    String extension = "." + format.name().toLowerCase(Locale.ROOT);
    return source.resolveSibling((dot <= 0 ? name : name.substring(0, dot)) + extension);
  }
}
