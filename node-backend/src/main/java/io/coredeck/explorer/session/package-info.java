/// Sign-ins of people, which end: what goes beside the signature of whoever has an account.
@NullMarked
package io.coredeck.explorer.session;

import org.jspecify.annotations.NullMarked;
