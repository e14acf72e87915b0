/// Files the way Linux sees them: names are bytes, everything is relative to an open directory and
/// nothing follows a link out of it. For trees whose names and links nobody here chose.
///
/// The JDK cannot name a file whose bytes are not text in the locale, nor make a device or own a
/// link. Start reading at {@link io.coredeck.posix.OpenDirectory}.
@NullMarked
package io.coredeck.posix;

import org.jspecify.annotations.NullMarked;
