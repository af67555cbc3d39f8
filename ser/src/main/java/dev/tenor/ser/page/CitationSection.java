package dev.tenor.ser.page;

import dev.tenor.ser.report.Section;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How to cite what a result rests on: the paper of the network, the corpora and Tenor, as BibTeX.
/// The entries are in `citations.bib`, under the names of the corpora.
public final class CitationSection {
  private static final Pattern KEY = Pattern.compile("@\\w+\\{([^,]+),");

  /// What stands for the version of the program.
  private static final String VERSION = "VERSION";

  private CitationSection() {}

  /// @param corpora the kinds of the corpora, and the names of those in manifests
  /// @param version of Tenor
  public static Section of(Collection<String> corpora, String version) throws IOException {
    Map<String, String> known = entries();
    List<String> lines = new ArrayList<>(known.get("wang2021stacked").lines().toList());
    List<String> unknown = new ArrayList<>();
    List<String> names = corpora.stream().map(c -> c.replace("iemocap-list", "iemocap")).toList();
    for (String corpus : new TreeSet<>(names)) {
      if (known.containsKey(corpus)) {
        lines.add("");
        lines.addAll(known.get(corpus).lines().toList());
      } else if (!corpus.equals("synthetic")) {
        unknown.add(corpus);
      }
    }
    lines.add("");
    known.get("tenor").replace(VERSION, version).lines().forEach(lines::add);
    Section.Builder section = Section.titled("How to cite").lines(lines);
    if (!unknown.isEmpty()) {
      section.text(
          "How to cite " + String.join(", ", unknown) + ", the documentation of the corpus says.");
    }
    return section.build();
  }

  private static Map<String, String> entries() throws IOException {
    Map<String, String> entries = new LinkedHashMap<>();
    try (InputStream in = CitationSection.class.getResourceAsStream("citations.bib")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (String entry : text.strip().split("\n\n")) {
        Matcher key = KEY.matcher(entry);
        if (key.lookingAt()) {
          entries.put(key.group(1), entry);
        }
      }
    }
    return entries;
  }
}
