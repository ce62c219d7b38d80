/** The database schemas: SQL migrations and what brings a database to them. */
package org.countersign.migrations;
