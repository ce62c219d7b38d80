/**
 * Settings files: YAML read into records, every problem reported at once, and the reference pages
 * made from the records. Policies and the application's configuration are both read by this.
 */
package org.countersign.settings;
