package org.countersign.operate;

import picocli.CommandLine.IVersionProvider;

/** The version of this build and of the Java it runs on, one line each. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String built = Version.class.getPackage().getImplementationVersion();
    return new String[] {
      "countersign " + (built == null ? "(run from classes, not from its jar)" : built),
      "java " + Runtime.version() + " (" + System.getProperty("java.vendor") + ")"
    };
  }
}
