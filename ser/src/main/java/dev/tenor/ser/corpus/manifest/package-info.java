/// Lists of recordings as CSV or JSON lines: columns under many names, parts of recordings, and the
/// list that Tenor writes itself ([ManifestFile]).
package dev.tenor.ser.corpus.manifest;
