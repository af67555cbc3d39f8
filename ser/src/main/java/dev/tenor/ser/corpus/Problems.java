package dev.tenor.ser.corpus;

import dev.tenor.ser.DataException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Collects the problems of many files for one message.
public final class Problems {
  private static final int SHOWN = 5;

  private final List<String> items = new ArrayList<>();

  public void add(String item) {
    items.add(item);
  }

  /// @param what the text before the count and the first five items, for example `x.csv: missing
  ///   audio files`
  /// @param wayOut what the reader can do
  /// @throws DataException if anything was added
  public void throwIfAny(String what, String wayOut) throws DataException {
    if (!items.isEmpty()) {
      String shown = String.join(", ", items.subList(0, Math.min(SHOWN, items.size())));
      String more = items.size() > SHOWN ? ", …" : "";
      throw new DataException(
          String.format(Locale.ROOT, "%s: %d (%s%s); %s", what, items.size(), shown, more, wayOut));
    }
  }
}
