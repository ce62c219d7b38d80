/** The steps of a run at which its process may die, so that tests can make it die at each. */
package org.countersign.step;
