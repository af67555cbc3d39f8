package dev.tenor.ser.split;

import java.util.List;
import java.util.stream.Collectors;

/// All protocols.
public final class Protocols {
  /// Speaker-disjoint folds: the protocol of choice unless another is asked for.
  public static final Protocol DEFAULT = new SpeakerFolds();

  private static final List<Protocol> ALL =
      List.of(DEFAULT, new LeaveOneOut(), new PaperProtocol());

  private Protocols() {}

  public static List<Protocol> all() {
    return ALL;
  }

  /// The protocol of this name.
  ///
  /// @throws IllegalArgumentException naming all protocols if there is none
  public static Protocol byName(String name) {
    return ALL.stream()
        .filter(protocol -> protocol.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "no protocol '%s'; protocols: %s"
                    .formatted(
                        name, ALL.stream().map(Protocol::name).collect(Collectors.joining(", ")))));
  }
}
