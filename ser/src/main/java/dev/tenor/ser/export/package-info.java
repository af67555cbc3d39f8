/// Writes for other programs: trained models as ONNX, features for numpy.
package dev.tenor.ser.export;
