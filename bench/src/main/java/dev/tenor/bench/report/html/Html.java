package dev.tenor.bench.report.html;

/// Text in HTML.
final class Html {
  private Html() {}

  /// For elements and for attributes in quotes.
  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
