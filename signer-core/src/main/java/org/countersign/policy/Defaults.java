package org.countersign.policy;

final class Defaults {
  private Defaults() {}

  static <T> T or(T stated, T otherwise) {
    return stated == null ? otherwise : stated;
  }
}
