<?php
/**
 * Makes SlotBridge's commands known to WP-CLI. Each reads its arguments, calls one function of the plugin and prints the answer.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Cli;

use SlotBridge\Bridge\BridgeClient;
use SlotBridge\Bridge\Pairing;
use SlotBridge\Bridge\PairSite;
use SlotBridge\Calendars\Import\ImportCalendars;
use SlotBridge\Calendars\Reconcile;
use SlotBridge\Calendars\Resend;
use SlotBridge\Outbox\Dispatcher;
use SlotBridge\Outbox\Drain;
use SlotBridge\Outbox\Outbox;
use SlotBridge\Outbox\OutboxTable;
use SlotBridge\Rest\PairingController;
use SlotBridge\Rest\StatusController;
use SlotBridge\Settings\Doctor;
use SlotBridge\Settings\ImportSettings;
use SlotBridge\Settings\SettingsFile;
use SlotBridge\Settings\SiteHealth;

final class Module {

	/** Does nothing outside WP-CLI. */
	public static function register( Pairing $pairing, BridgeClient $client, OutboxTable $table, Outbox $outbox, Dispatcher $dispatcher, SiteHealth $health ): void {
		if ( ! defined( 'WP_CLI' ) || true !== constant( 'WP_CLI' ) || ! class_exists( \WP_CLI::class ) ) {
			return;
		}
		$paired = null !== $pairing->current();
		$file   = new SettingsFile( $client, $paired );
		\WP_CLI::add_command( 'slotbridge', RootCommand::class );
		\WP_CLI::add_command( 'slotbridge status', new StatusCommand( new StatusController( $pairing, $client, $table, $health ) ) );
		\WP_CLI::add_command( 'slotbridge pair', new PairCommand( new PairingController( $pairing, new PairSite( $pairing, $client ), $outbox ), $pairing ) );
		\WP_CLI::add_command( 'slotbridge test', new TestCommand( $client ) );
		\WP_CLI::add_command( 'slotbridge events', new EventsCommand( $client ) );
		\WP_CLI::add_command( 'slotbridge outbox', new OutboxCommand( $table, new Drain( $table, $dispatcher ) ) );
		\WP_CLI::add_command( 'slotbridge calendars', new CalendarsCommand( new ImportCalendars( $client ), new Reconcile( $client ), new Resend( $outbox ) ) );
		\WP_CLI::add_command( 'slotbridge access', new AccessCommand() );
		\WP_CLI::add_command( 'slotbridge export', new ExportCommand( $file ) );
		\WP_CLI::add_command( 'slotbridge import', new ImportCommand( new ImportSettings( $client, $file, $paired ), $file, $paired ) );
		\WP_CLI::add_command( 'slotbridge doctor', new DoctorCommand( new Doctor() ) );
	}
}
