package dev.tenor.tools.options;

import picocli.CommandLine.Option;

/// Whether to print results as JSON.
public final class JsonMixin {
  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  public boolean isSet() {
    return json;
  }
}
