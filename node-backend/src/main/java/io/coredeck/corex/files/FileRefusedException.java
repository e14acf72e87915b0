package io.coredeck.corex.files;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Optional;

/// A file is not read or not written. The message is one sentence for people.
public final class FileRefusedException extends Exception {

  static final int WRONG = 400;
  static final int FORBIDDEN = 403;
  static final int NOT_FOUND = 404;
  static final int CONFLICT = 409;
  static final int TOO_LARGE = 413;
  static final int FULL = 507;

  private static final long serialVersionUID = 1L;

  private final int status;

  FileRefusedException(int status, String message) {
    super(message);
    this.status = status;
  }

  FileRefusedException(int status, String message, IOException cause) {
    super(message, cause);
    this.status = status;
  }

  /// @param what is being done, e.g. `/a/b cannot be read`
  /// @param failure of the system
  /// @return empty if it is none of the file's but of the line to the client or of ours
  static Optional<FileRefusedException> of(String what, IOException failure) {
    var reason = reason(failure);
    var status =
        switch (failure) {
          case NoSuchFileException _ -> NOT_FOUND;
          case AccessDeniedException _ -> FORBIDDEN;
          case FileAlreadyExistsException _ -> CONFLICT;
          default -> status(reason);
        };
    return status == 0
        ? Optional.empty()
        : Optional.of(new FileRefusedException(status, what + ": " + reason, failure));
  }

  private static String reason(IOException failure) {
    return switch (failure) {
      case NoSuchFileException _ -> "No such file or directory";
      case AccessDeniedException _ -> "Permission denied";
      case NotDirectoryException _ -> "Not a directory";
      case FileAlreadyExistsException _ -> "File exists";
      case FileSystemException told when told.getReason() != null -> told.getReason();
      default -> String.valueOf(failure.getMessage());
    };
  }

  /// The system's words are those of the locale `C`: a container has no other.
  private static int status(String reason) {
    return switch (reason) {
      case "No space left on device", "Disk quota exceeded" -> FULL;
      case "Read-only file system", "Operation not permitted", "Text file busy" -> FORBIDDEN;
      case "Not a directory" -> NOT_FOUND;
      case "File name too long", "Too many levels of symbolic links", "Invalid argument" -> WRONG;
      case "Is a directory" -> CONFLICT;
      case "File too large" -> TOO_LARGE;
      default -> 0;
    };
  }

  /// @return of the answer
  public int status() {
    return status;
  }

  /// @return one sentence
  public String sentence() {
    return String.valueOf(getMessage());
  }
}
