package org.countersign.operate;

import java.nio.file.Path;
import org.countersign.settings.Doc;

/** Where {@code serve} answers HTTP. */
record HttpConfig(
    @Doc("Whether it does.") Boolean enabled,
    @Doc("The address to listen on.") String address,
    @Doc("The port to listen on; 0 takes a free one and logs which.") Integer port,
    @Doc("The certificate chain in PEM, leaf first: HTTPS. Unset: plain HTTP.") Path certificate,
    @Doc("The certificate's private key in PEM (PKCS#8), which only its owner may read.") Path key,
    @Doc("Whether `/metrics` asks for a token like everything else but `/health`.")
        Boolean metricsToken) {
  HttpConfig {
    enabled = enabled == null || enabled;
    address = address == null ? "127.0.0.1" : address;
    port = port == null ? 8053 : port;
    metricsToken = metricsToken != null && metricsToken;
  }

  HttpConfig in(Path root) {
    return new HttpConfig(
        enabled,
        address,
        port,
        AppConfig.below(root, certificate),
        AppConfig.below(root, key),
        metricsToken);
  }
}
