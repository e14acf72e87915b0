/// The calls about people: who may use the grid, their tokens, and what they did. Start reading at
/// {@link io.coredeck.sdk.account.AccountClient}.
@NullMarked
package io.coredeck.sdk.account;

import org.jspecify.annotations.NullMarked;
