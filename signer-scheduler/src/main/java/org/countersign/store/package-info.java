/**
 * What is kept in PostgreSQL: the signer's own state, and the registry's data as it is pulled and
 * imported.
 */
package org.countersign.store;
