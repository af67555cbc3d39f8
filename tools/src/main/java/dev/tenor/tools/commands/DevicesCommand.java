package dev.tenor.tools.commands;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tenor.engine.backend.Availability;
import dev.tenor.engine.backend.BackendOptions;
import dev.tenor.engine.backend.BackendProvider;
import dev.tenor.engine.backend.Backends;
import dev.tenor.ser.config.Json;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `tenor devices`.
@Command(
    name = "devices",
    description = "List every backend: the device it runs on, or why it cannot and what to do.")
public final class DevicesCommand implements Callable<Integer> {
  @Mixin private Console console;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  DevicesCommand() {}

  /// A backend on this machine; `reason` and `hint` where it is not available.
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Device(String backend, boolean available, String device, String reason, String hint) {
    static Device of(BackendProvider provider) {
      return switch (provider.probe(BackendOptions.DEFAULT)) {
        case Availability.Available(String device) ->
            new Device(provider.name(), true, device, null, null);
        case Availability.Unavailable(String reason, String hint) ->
            new Device(provider.name(), false, null, reason, hint);
      };
    }

    String status() {
      return available ? device : "unavailable: " + reason + "; " + hint;
    }
  }

  @Override
  public Integer call() {
    List<Device> devices = Backends.providers().stream().map(Device::of).toList();
    if (json) {
      console.out().print(Json.pretty(devices));
      return ExitCode.OK;
    }
    Table table = new Table("backend", "device");
    devices.forEach(d -> table.row(d.backend(), d.status()));
    table.print(console.out());
    String auto =
        devices.stream().filter(Device::available).map(Device::backend).findFirst().orElse("none");
    console.out().println("--backend auto chooses " + auto);
    return ExitCode.OK;
  }
}
