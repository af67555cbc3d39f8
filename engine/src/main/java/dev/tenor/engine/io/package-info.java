/// Files: safetensors reading and writing, and atomic replacement of any file.
package dev.tenor.engine.io;
