package dev.tenor.tools.commands;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tenor.engine.backend.Availability;
import dev.tenor.engine.backend.BackendOptions;
import dev.tenor.engine.backend.BackendProvider;
import dev.tenor.engine.backend.Backends;
import dev.tenor.ser.config.Json;
import dev.tenor.tools.console.Console;
import dev.tenor.tools.console.ExitCode;
import dev.tenor.tools.console.Table;
import dev.tenor.tools.options.JsonMixin;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `tenor devices`.
@Command(
    name = "devices",
    description =
        "List all backends and their devices, with reasons and remedies for those not available.",
    footer = {"tenor devices", "tenor devices --json"})
public final class DevicesCommand implements Callable<Integer> {
  @Mixin private Console console;
  @Mixin private JsonMixin json;

  DevicesCommand() {}

  /// A backend on this machine: what it runs on if no device is named, and the devices that can be
  /// named; or `reason` and `hint` where it is not available.
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Listed(
      String backend,
      boolean available,
      String device,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<BackendProvider.Device> devices,
      String reason,
      String hint) {
    static Listed of(BackendProvider provider) {
      return switch (provider.probe(BackendOptions.DEFAULT)) {
        case Availability.Available(String device) ->
            new Listed(provider.name(), true, device, provider.devices(), null, null);
        case Availability.Unavailable(String reason, String hint) ->
            new Listed(provider.name(), false, null, List.of(), reason, hint);
      };
    }

    /// One line for each device that can be named, or one for the backend.
    void rows(Table table) {
      if (!available) {
        table.row(backend, "unavailable: " + reason + "; " + hint);
      } else if (devices.isEmpty()) {
        table.row(backend, device);
      }
      devices.forEach(d -> table.row(backend + ":" + d.selector(), d.description()));
    }
  }

  @Override
  public Integer call() {
    List<Listed> backends = Backends.providers().stream().map(Listed::of).toList();
    if (json.isSet()) {
      console.out().print(Json.pretty(backends));
      return ExitCode.OK;
    }
    Table table = new Table("backend", "device");
    backends.forEach(b -> b.rows(table));
    table.print(console.out());
    String auto =
        backends.stream().filter(Listed::available).map(Listed::backend).findFirst().orElse("none");
    console.out().println("--backend auto chooses " + auto);
    return ExitCode.OK;
  }
}
