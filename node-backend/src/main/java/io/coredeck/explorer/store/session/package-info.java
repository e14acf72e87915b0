/// Sign-ins that have not ended, in the store.
@NullMarked
package io.coredeck.explorer.store.session;

import org.jspecify.annotations.NullMarked;
