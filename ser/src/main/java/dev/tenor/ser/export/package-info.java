/// Export to other formats: models as ONNX, features as NumPy arrays.
package dev.tenor.ser.export;
