package dev.tenor.ser.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Describes a component of a settings record. The component is a key in config files and an option
/// of the command line (`lstmHidden` becomes `--lstm-hidden`), and the description is its help
/// text.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Setting {
  /// Empty where the component follows from other settings: then it is no option.
  String value();

  /// What files say by leaving it out, as JSON without the quotes of a name: they were written
  /// before there was such a setting; for a record whatever its own settings say. Empty for a
  /// setting that every file has.
  String absent() default "";
}
