/// The words of the pages, in the language of who reads them. Start reading at {@link Texts}.
@NullMarked
package io.coredeck.dashboard.text;

import org.jspecify.annotations.NullMarked;
