package dev.tenor.ser.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/// Plots above each other with one x axis, that of the last, and one legend.
public record Panels(List<XyPlot> plots) implements Plot {
  public Panels {
    plots = List.copyOf(plots);
  }

  @Override
  public double draw(Sheet sheet, double top) {
    XyPlot last = plots.getLast();
    double left = left(sheet);
    double right = sheet.width() - right(sheet, sheet.width() - left);
    Scale xs = Frame.across(sheet, last.x(), xs(), right - left);
    double y = top;
    Frame frame = null;
    for (XyPlot plot : plots) {
      double height = plot.aspect() * (right - left);
      Scale ys = Frame.upwards(sheet, plot.y(), ys(plot), height);
      frame = new Frame(xs, ys, left, y, right, y + height);
      if (plot.y().numbered()) {
        frame.grid(sheet);
      }
      plot.drawLayers(sheet, frame);
      frame.axes(sheet, plot.x(), plot.y());
      frame.beside(sheet, plot.y(), sheet.size());
      y = frame.bottom() + 0.9 * sheet.size();
    }
    Legend legend = new Legend();
    plots.forEach(plot -> plot.layers().forEach(legend::add));
    return legend.draw(sheet, frame.below(sheet, last.x()));
  }

  private DoubleStream xs() {
    return plots.stream().flatMap(p -> p.layers().stream()).flatMapToDouble(Layer::xs);
  }

  private static DoubleStream ys(XyPlot plot) {
    return plot.layers().stream().flatMapToDouble(Layer::ys);
  }

  /// The space for the y axes with the longest numbers.
  private double left(Sheet sheet) {
    double widest = 0;
    boolean titled = false;
    boolean numbered = false;
    for (XyPlot plot : plots) {
      double height = plot.aspect() * 0.8 * sheet.width(); // about: it decides on ticks alone
      Scale scale = Frame.upwards(sheet, plot.y(), ys(plot), height);
      List<String> labels = new ArrayList<>();
      scale.ticks().forEach(tick -> labels.add(scale.label(tick)));
      widest = Math.max(widest, plot.y().numbered() ? sheet.widest(labels) : 0);
      titled |= !plot.y().title().isEmpty();
      numbered |= plot.y().numbered();
    }
    return (titled ? 1.6 * sheet.size() : 0)
        + (numbered ? widest + Frame.TICK + Frame.GAP : Sheet.THIN);
  }

  /// Half of the last number, which stands out.
  private double right(Sheet sheet, double width) {
    Axis axis = plots.getLast().x();
    if (!axis.numbered()) {
      return Sheet.THIN;
    }
    Scale scale = Frame.across(sheet, axis, xs(), width);
    return sheet.width(scale.label(scale.ticks().getLast())) / 2 + 1;
  }
}
