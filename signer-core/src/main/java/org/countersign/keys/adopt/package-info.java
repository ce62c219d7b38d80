/**
 * Taking over a zone that another signer runs: from the keys that were found, what was said of them
 * and what is served, to keys under management in the states they are in.
 */
package org.countersign.keys.adopt;
