/// Work that takes longer than a click: done beside the page, told in it, and asked for again when
/// it was asked for in vain. Start reading at {@link io.coredeck.dashboard.widget.errand.Errand}.
@NullMarked
package io.coredeck.dashboard.widget.errand;

import org.jspecify.annotations.NullMarked;
