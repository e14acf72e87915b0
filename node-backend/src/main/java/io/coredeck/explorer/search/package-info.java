/// Lists that can be searched, filtered, sorted and walked through: an addition to the original, in
/// one grammar for all of them (docs/formats/explorer.md).
@NullMarked
package io.coredeck.explorer.search;

import org.jspecify.annotations.NullMarked;
