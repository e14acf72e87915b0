/// Lists of the explorer, searched, filtered, sorted and walked through as far as one wants: {@link
/// io.coredeck.sdk.search.SearchClient}.
@NullMarked
package io.coredeck.sdk.search;

import org.jspecify.annotations.NullMarked;
