package org.countersign.keystore.pkcs11;

import org.slf4j.LoggerFactory;
import org.xipki.pkcs11.wrapper.Logger;

/**
 * The PKCS#11 wrapper's log, which would go to standard output otherwise. Its debug level, which
 * shows templates and arguments of calls, stays off.
 */
final class WrapperLog implements Logger {
  static final org.slf4j.Logger LOG = LoggerFactory.getLogger(Pkcs11Vault.class);

  @Override
  public void info(String format, Object... arguments) {
    LOG.debug(format, arguments);
  }

  @Override
  public void warn(String format, Object... arguments) {
    LOG.warn(format, arguments);
  }

  @Override
  public void error(String format, Object... arguments) {
    LOG.error(format, arguments);
  }

  @Override
  public void debug(String format, Object... arguments) {
    // see above
  }

  @Override
  public void trace(String format, Object... arguments) {
    // see above
  }

  @Override
  public boolean isDebugEnabled() {
    return false;
  }

  @Override
  public boolean isInfoEnabled() {
    return LOG.isDebugEnabled();
  }

  @Override
  public boolean isWarnEnabled() {
    return LOG.isWarnEnabled();
  }

  @Override
  public boolean isTraceEnabled() {
    return false;
  }
}
