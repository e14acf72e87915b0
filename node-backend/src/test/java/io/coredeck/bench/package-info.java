/// Programs that measure; not tests. Run by `./coredeck bench NAME`.
@NullMarked
package io.coredeck.bench;

import org.jspecify.annotations.NullMarked;
