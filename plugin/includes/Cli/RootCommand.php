<?php
/**
 * `wp slotbridge`: the words above the list of commands.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Cli;

/**
 * Keeps the calendars of this site in step with HighLevel, from the command line.
 *
 * Commands that change something have --dry-run, and ask before they overwrite; --yes answers for you. Lists and facts are
 * printed with --format=table, json, csv or yaml. A command that did what it was asked ends with 0, any other with 1.
 *
 * ## EXAMPLES
 *
 *     # Is all well?
 *     $ wp slotbridge doctor
 *
 *     # What still waits on this site, and why.
 *     $ wp slotbridge outbox list
 *
 *     # Bring calendars that exist in HighLevel to this site.
 *     $ wp slotbridge calendars import --dry-run
 */
final class RootCommand extends \WP_CLI\Dispatcher\CommandNamespace {}
