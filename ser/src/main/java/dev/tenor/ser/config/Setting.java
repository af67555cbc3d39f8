package dev.tenor.ser.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Says what a component of a settings record means. Such a component is at once a key in config
/// files, an option on the command line (`lstmHidden` becomes `--lstm-hidden`), and its help text.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Setting {
  String value();
}
