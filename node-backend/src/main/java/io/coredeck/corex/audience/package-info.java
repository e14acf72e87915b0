/// Who looks at a terminal, who of them types, and whose size it has.
@NullMarked
package io.coredeck.corex.audience;

import org.jspecify.annotations.NullMarked;
