package dev.tenor.ser.plot;

import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;

/// The shape of a point; each looks about as large as the others.
enum Marker {
  CIRCLE {
    @Override
    Shape at(double x, double y, double r) {
      return new Ellipse2D.Double(x - r, y - r, 2 * r, 2 * r);
    }
  },
  SQUARE {
    @Override
    Shape at(double x, double y, double r) {
      double h = 0.88 * r;
      return polygon(x, y, -h, -h, h, -h, h, h, -h, h);
    }
  },
  TRIANGLE {
    @Override
    Shape at(double x, double y, double r) {
      return polygon(x, y, 0, -1.25 * r, 1.15 * r, 0.8 * r, -1.15 * r, 0.8 * r);
    }
  },
  DIAMOND {
    @Override
    Shape at(double x, double y, double r) {
      double h = 1.25 * r;
      return polygon(x, y, 0, -h, h, 0, 0, h, -h, 0);
    }
  },
  CROSS {
    @Override
    Shape at(double x, double y, double r) {
      return cross(x, y, 1.2 * r, 0.45 * r, Math.PI / 4);
    }
  },
  TRIANGLE_DOWN {
    @Override
    Shape at(double x, double y, double r) {
      return polygon(x, y, 0, 1.25 * r, 1.15 * r, -0.8 * r, -1.15 * r, -0.8 * r);
    }
  },
  PLUS {
    @Override
    Shape at(double x, double y, double r) {
      return cross(x, y, 1.2 * r, 0.45 * r, 0);
    }
  };

  /// @param r half the size
  abstract Shape at(double x, double y, double r);

  private static Shape polygon(double x, double y, double... corners) {
    Path2D path = new Path2D.Double();
    path.moveTo(x + corners[0], y + corners[1]);
    for (int i = 2; i < corners.length; i += 2) {
      path.lineTo(x + corners[i], y + corners[i + 1]);
    }
    path.closePath();
    return path;
  }

  private static Shape cross(double x, double y, double arm, double thick, double turn) {
    double h = thick / 2;
    double[][] corners = {
      {-h, -arm}, {h, -arm}, {h, -h}, {arm, -h}, {arm, h}, {h, h},
      {h, arm}, {-h, arm}, {-h, h}, {-arm, h}, {-arm, -h}, {-h, -h}
    };
    double[] turned = new double[2 * corners.length];
    for (int i = 0; i < corners.length; i++) {
      turned[2 * i] = corners[i][0] * Math.cos(turn) - corners[i][1] * Math.sin(turn);
      turned[2 * i + 1] = corners[i][0] * Math.sin(turn) + corners[i][1] * Math.cos(turn);
    }
    return polygon(x, y, turned);
  }
}
