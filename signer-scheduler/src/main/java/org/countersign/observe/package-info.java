/**
 * Eyes on the outside: asks the zone's name servers and the parent's what they serve, over the
 * network, and stores what they say.
 */
package org.countersign.observe;
