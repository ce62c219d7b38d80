package org.countersign.transfer;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.countersign.testing.OutsideTool;

/** A certificate that vouches for itself, and its key, made by OpenSSL. */
record Certificates(Path certificate, Path key) {
  static Certificates make(Path directory, String name) throws Exception {
    OutsideTool.demand("openssl")
        .run(
            directory,
            "req",
            "-x509",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:P-256",
            "-nodes",
            "-days",
            "2",
            "-subj",
            "/CN=" + name,
            "-addext",
            "subjectAltName=DNS:" + name,
            "-keyout",
            name + ".key",
            "-out",
            name + ".pem")
        .expectSuccess();
    Path key = directory.resolve(name + ".key");
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    return new Certificates(directory.resolve(name + ".pem"), key);
  }
}
