/**
 * What was seen of the zone at its name servers and of its DS at the parent's, as dated values:
 * nothing else moves a rollover's clock.
 */
package org.countersign.keys.observe;
