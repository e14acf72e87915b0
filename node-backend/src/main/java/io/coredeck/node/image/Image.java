package io.coredeck.node.image;

import java.nio.file.Path;

/// An image that is whole on this node.
///
/// @param md5 of its flist, 32 hex digits: the image's identity
/// @param lower its root directory; nobody may change anything in it
public record Image(String md5, Path lower) {}
