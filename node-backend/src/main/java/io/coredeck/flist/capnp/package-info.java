/// Reads and writes Cap'n Proto messages, as far as flists need them: structs with numbers, text,
/// data and lists of structs, in the standard unpacked framing.
///
/// Written for messages nobody here made: every pointer is checked, a message that leads in circles
/// or blows up ends in a {@link io.coredeck.flist.capnp.MalformedMessageException}. Knows no
/// schema. Source: the encoding specification, <https://capnproto.org/encoding.html>. Start reading
/// at {@link io.coredeck.flist.capnp.Message}.
@NullMarked
package io.coredeck.flist.capnp;

import org.jspecify.annotations.NullMarked;
