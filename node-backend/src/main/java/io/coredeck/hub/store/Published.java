package io.coredeck.hub.store;

import java.nio.file.Path;
import java.time.Instant;

/// A flist as it is published now.
///
/// @param name with `.flist` at the end
/// @param file its content, which never changes: the next version is another file
/// @param md5 of the file, 32 hex digits
/// @param size of the file in bytes
/// @param updated when this version was published
public record Published(String name, Path file, String md5, long size, Instant updated) {}
