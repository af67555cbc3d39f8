/// Files: safetensors reading and writing, hashes, and atomic replacement of any file.
package dev.tenor.engine.io;
