/// Networks in the formats of other programs: any network of the engine's ops as ONNX.
package dev.tenor.engine.export;
