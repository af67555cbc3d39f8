package dev.tenor.engine.backend;

/// A device failed while it was in use: it is lost, out of memory, or its driver does not accept
/// what it is given. The message says which device, doing what, and what to do. Nothing that the
/// backend holds can be relied on afterwards.
public final class DeviceException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public DeviceException(String message, Throwable cause) {
    super(message, cause);
  }
}
