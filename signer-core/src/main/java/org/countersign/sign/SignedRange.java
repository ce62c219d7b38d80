package org.countersign.sign;

/** A range with its signatures, how many were made and how many used again. */
record SignedRange(Range range, Signatures signatures, int made, int reused) {}
