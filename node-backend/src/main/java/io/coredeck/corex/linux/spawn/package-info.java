/// How a program is found, as whom it runs, and how it is started on a terminal or on pipes.
@NullMarked
package io.coredeck.corex.linux.spawn;

import org.jspecify.annotations.NullMarked;
