/// The explorer's description of itself: OpenAPI, and a page that shows it.
@NullMarked
package io.coredeck.explorer.doc;

import org.jspecify.annotations.NullMarked;
