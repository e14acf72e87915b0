/// The calls about people: who may use the grid, their tokens, what they did, and which servers are
/// told what happens to what is theirs. Start reading at {@link
/// io.coredeck.sdk.account.AccountClient}.
@NullMarked
package io.coredeck.sdk.account;

import org.jspecify.annotations.NullMarked;
