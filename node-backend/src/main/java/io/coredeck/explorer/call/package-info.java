/// What every call to the explorer has in common: who makes it and what it says.
///
/// {@link io.coredeck.explorer.call.Callers} checks signatures, {@link
/// io.coredeck.explorer.call.Arguments} reads paths, queries and bodies. Both turn a call down with
/// the status and words the original explorer uses.
@NullMarked
package io.coredeck.explorer.call;

import org.jspecify.annotations.NullMarked;
