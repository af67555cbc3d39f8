package dev.tenor.engine.backend;

/// A number that names nothing: an id outside of the axis that it counts along, a label that is no
/// class. The message gives the number, where it stands, and what would be one.
///
/// A device finds out when something is read next: what it computed in between, a step of the
/// weights included, is of no use.
public final class NumberException extends IndexOutOfBoundsException {
  private static final long serialVersionUID = 1;

  /// What a number stands for.
  public enum Kind {
    ID("ids are whole numbers, counted from 0 along the axis that they take from"),
    LABEL("labels are class numbers, counted from 0; rows without one need an ignored label");

    private final String hint;

    Kind(String hint) {
      this.hint = hint;
    }
  }

  private NumberException(String message) {
    super(message);
  }

  /// @param place where `value` stands among the ids or labels, from 0
  /// @param bound how many ids or classes there are
  public static NumberException of(Kind kind, float value, int place, int bound) {
    return new NumberException(
        (kind == Kind.ID ? "id " : "label ")
            + (value == (int) value ? Integer.toString((int) value) : Float.toString(value))
            + " at place "
            + place
            + " is not one of 0 … "
            + (bound - 1)
            + "; "
            + kind.hint);
  }

  /// The same error, found in `where`: a layer's path, an op, a device.
  public NumberException in(String where) {
    return where.isEmpty() ? this : new NumberException(where + ": " + getMessage());
  }
}
