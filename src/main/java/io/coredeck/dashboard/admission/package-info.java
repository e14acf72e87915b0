/// Who has registered and asks to be let in, on the pages of nodes and of users.
@NullMarked
package io.coredeck.dashboard.admission;

import org.jspecify.annotations.NullMarked;
