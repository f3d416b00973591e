/**
 * TLS under the client's links, and what both sides need for it: {@link
 * io.nextval.client.tls.Tls#secure} turns a connected socket into an encrypted one; {@link
 * io.nextval.client.tls.PemFile} and {@link io.nextval.client.tls.Credentials} read certificates
 * and keys. Everything is given as PEM files; no class, key store or provider can be named.
 */
@NullMarked
package io.nextval.client.tls;

import org.jspecify.annotations.NullMarked;
