/// How tests come by a browser.
@NullMarked
package io.coredeck.browser;

import org.jspecify.annotations.NullMarked;
