package dev.tenor.ser.audio;

import java.io.IOException;

/// A recording that may be right but that the decoder of its format cannot read; thrown before any
/// sample is handed on. The message names the coding, as in "MP3 of free format".
final class UnsupportedCodingException extends IOException {
  private static final long serialVersionUID = 1;

  UnsupportedCodingException(String coding) {
    super(coding);
  }
}
