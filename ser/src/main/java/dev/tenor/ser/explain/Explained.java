package dev.tenor.ser.explain;

import java.io.IOException;
import java.nio.file.Path;

/// What became of a recording. Exactly one of the three is not null.
///
/// @param explanation of the answer
/// @param reason why there is no answer to explain: no signal, or no speech
/// @param error why it cannot be read, or not be explained as asked for
public record Explained(Path file, Explanation explanation, String reason, IOException error) {}
