/// Files: safetensors reading and writing, and atomic replacement of any file. Imports Jackson's
/// streaming parser and nothing else of Tenor; everyone may import it.
package dev.tenor.engine.io;
