/** What tests of a program that sends to Zabbix need: a server that can be made to fail in every way. */
@NullMarked
package nl.meldkamer.sender.testing;

import org.jspecify.annotations.NullMarked;
