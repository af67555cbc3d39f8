package dev.tenor.tools.commands;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The commands below a command, in the order of its help. Not picocli's own list, which has all of
/// them built before one is called.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Subcommands {
  /// Classes with the annotation [picocli.CommandLine.Command].
  Class<?>[] value();
}
