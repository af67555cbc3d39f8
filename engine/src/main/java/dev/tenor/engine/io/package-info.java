/// Files: safetensors reading and writing, the wire format of Protocol Buffers, hashes, and atomic
/// replacement of any file.
package dev.tenor.engine.io;
