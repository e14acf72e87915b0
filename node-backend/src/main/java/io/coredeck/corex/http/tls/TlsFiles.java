package io.coredeck.corex.http.tls;

import java.nio.file.Path;
import java.util.Optional;

/// Where the parts of TLS are, each a PEM file.
///
/// @param certificate the server's certificate, then those above it
/// @param key its private key
/// @param authorities if there, clients must show a certificate of one of these
public record TlsFiles(Path certificate, Path key, Optional<Path> authorities) {}
