/// Makes images from what people have: a tar archive, a directory. Nothing is unpacked on the way.
/// Start reading at {@link io.coredeck.flist.pack.TarPacker}.
@NullMarked
package io.coredeck.flist.pack;

import org.jspecify.annotations.NullMarked;
