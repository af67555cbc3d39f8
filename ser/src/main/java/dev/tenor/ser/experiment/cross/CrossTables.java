package dev.tenor.ser.experiment.cross;

import dev.tenor.ser.plot.ColorScale;
import dev.tenor.ser.plot.MatrixPlot;
import dev.tenor.ser.plot.MatrixPlot.Cell;
import dev.tenor.ser.report.Figure;
import dev.tenor.ser.report.TextTable;
import dev.tenor.ser.stats.Interval;
import dev.tenor.ser.stats.Share;
import java.util.ArrayList;
import java.util.List;

/// The matrix as a table, as a heat map, and a line for each of its cells.
final class CrossTables {
  private CrossTables() {}

  static TextTable matrix(CrossMatrix matrix) {
    List<String> header = new ArrayList<>(List.of("trained on"));
    matrix.corpora().keySet().forEach(name -> header.add("tested on " + name));
    List<List<String>> rows = new ArrayList<>();
    for (String trained : matrix.trainings()) {
      List<String> row = new ArrayList<>(List.of(trained));
      for (String tested : matrix.corpora().keySet()) {
        row.add(matrix.cell(trained, tested).map(CrossTables::text).orElse(""));
      }
      rows.add(row);
    }
    return new TextTable(
        "matrix",
        "UA in per cent of all answers, with 95 % bootstrap intervals over speakers. A corpus that is"
            + " trained on is tested by those of its speakers that the training has not heard; any"
            + " other corpus is tested whole.",
        header,
        rows);
  }

  private static String text(CrossCell cell) {
    String ua = Share.percent(cell.pooled().ua());
    return cell.interval() == null ? ua : ua + " (" + text(cell.interval()) + ")";
  }

  private static String text(Interval interval) {
    return Share.percent(interval.low()) + " … " + Share.percent(interval.high());
  }

  static TextTable cells(CrossMatrix matrix) {
    List<List<String>> rows = new ArrayList<>();
    for (CrossCell cell : matrix.cells()) {
      rows.add(
          List.of(
              cell.trained(),
              cell.tested(),
              cell.home() ? "its unheard speakers" : "the whole corpus",
              Integer.toString(cell.runs()),
              Integer.toString(cell.speakers()),
              Integer.toString(cell.pooled().count()),
              cell.ua().text(Share::percent),
              Share.percent(cell.pooled().ua()),
              cell.interval() == null ? "" : text(cell.interval()),
              Share.percent(cell.pooled().wa()),
              Share.percent(cell.pooled().macroF1()),
              Share.percent(cell.chance())));
    }
    return new TextTable(
        "cells",
        "Every cell of the matrix: models, people and answers; the mean UA over runs, with ± the"
            + " standard deviation where there are several; then all answers pooled; and the UA of"
            + " guessing.",
        List.of(
            "trained on",
            "tested on",
            "which is",
            "runs",
            "speakers",
            "answers",
            "UA",
            "pooled UA",
            "95 %",
            "pooled WA",
            "macro-F1",
            "chance"),
        rows);
  }

  static Figure heatMap(CrossMatrix matrix) {
    List<String> tested = List.copyOf(matrix.corpora().keySet());
    Cell[][] cells = new Cell[matrix.trainings().size()][tested.size()];
    for (CrossCell cell : matrix.cells()) {
      double ua = cell.pooled().ua();
      cells[matrix.trainings().indexOf(cell.trained())][tested.indexOf(cell.tested())] =
          new Cell(ua, Share.percent(ua), cell.interval() == null ? "" : text(cell.interval()));
    }
    return new Figure(
        "matrix",
        "UA across corpora",
        "UA in per cent, and below its 95 % interval over speakers.",
        new MatrixPlot(
            "tested on", "trained on", tested, matrix.trainings(), cells, ColorScale.BLUES));
  }
}
