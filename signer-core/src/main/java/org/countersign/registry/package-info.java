/** The registry's data as it comes in, and what must hold before it is believed. */
package org.countersign.registry;
