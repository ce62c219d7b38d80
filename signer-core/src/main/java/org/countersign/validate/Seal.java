package org.countersign.validate;

/**
 * What the writer of an artefact says it wrote.
 *
 * @param length octets of the whole file
 * @param sha256 SHA-256 of the whole file, 64 lower-case hexadecimal digits
 */
public record Seal(long length, String sha256) {}
