/// The commands about people: accounts, tokens, what they did.
@NullMarked
package io.coredeck.cli.people;

import org.jspecify.annotations.NullMarked;
