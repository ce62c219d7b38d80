package org.countersign.sign;

/**
 * How a zone's signatures came about.
 *
 * @param made new ones
 * @param reused taken over from the former release
 * @param dataMade of the new ones, those that cover neither SOA nor ZONEMD, which change with every
 *     serial
 */
public record SigningTally(long made, long reused, long dataMade) {}
