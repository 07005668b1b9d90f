<?php
/**
 * Wires the plugin's parts together; no part looks another one up by itself.
 *
 * @package SlotBridge
 */

namespace SlotBridge;

use SlotBridge\Bridge\AnswerAddressChange;
use SlotBridge\Bridge\BridgeClient;
use SlotBridge\Bridge\LinkPoll;
use SlotBridge\Bridge\Loopback;
use SlotBridge\Bridge\Pairing;
use SlotBridge\Bridge\PairSite;
use SlotBridge\Outbox\Dispatcher;
use SlotBridge\Outbox\DispatchLease;
use SlotBridge\Outbox\MinuteTimer;
use SlotBridge\Outbox\Outbox;
use SlotBridge\Outbox\OutboxTable;
use SlotBridge\Outbox\Sender;
use SlotBridge\Outbox\StuckAlert;
use SlotBridge\Outbox\Sweep;
use SlotBridge\Settings\Migrations;
use SlotBridge\Settings\Network;
use SlotBridge\Settings\SiteHealth;

final class Plugin {

	private static ?self $instance = null;

	private function __construct(
		private readonly Outbox $outbox,
		private readonly OutboxTable $table,
		private readonly Pairing $pairing,
		private readonly BridgeClient $client,
		private readonly Dispatcher $dispatcher
	) {}

	/** Starts the plugin; hooked to `plugins_loaded`. */
	public static function boot(): void {
		Migrations::run_if_needed();
		if ( Loopback::is_kick() ) {
			Loopback::answer_now();
			add_action( 'wp_loaded', array( self::class, 'dispatch_and_exit' ) );
		}
		self::instance()->register();
	}

	/** The site's outbox: the one place where an event is written down. */
	public static function outbox(): Outbox {
		return self::instance()->outbox;
	}

	/** The one that sends what is in the outbox. */
	public static function dispatcher(): Dispatcher {
		return self::instance()->dispatcher;
	}

	/** All that a request does that was only made to send: see Loopback. */
	public static function dispatch_and_exit(): void {
		self::dispatcher()->dispatch();
		exit;
	}

	/**
	 * Makes the tables of the site that is being activated. A network's other sites get theirs on their first request.
	 */
	public static function activate(): void {
		Migrations::run_if_needed();
		add_filter( 'cron_schedules', array( MinuteTimer::class, 'add_schedule' ) ); // phpcs:ignore WordPress.WP.CronInterval -- See MinuteTimer.
		MinuteTimer::schedule();
	}

	/**
	 * Stops the timers; every row, option and post stays for the next activation.
	 *
	 * @param bool $network_wide Whether the whole network loses the plugin.
	 */
	public static function deactivate( bool $network_wide = false ): void {
		$unschedule = static function (): void {
			MinuteTimer::unschedule();
			Access\Groups\GroupSync::unschedule();
			AccessAlly\MemberBatch::unschedule();
		};
		$network_wide ? Network::each_site( $unschedule ) : $unschedule();
	}

	private static function instance(): self {
		if ( null === self::$instance ) {
			$table          = new OutboxTable();
			$pairing        = new Pairing();
			$client         = new BridgeClient( $pairing );
			self::$instance = new self( new Outbox( $table ), $table, $pairing, $client, new Dispatcher( $table, new DispatchLease(), $pairing, $client ) );
		}
		return self::$instance;
	}

	private function register(): void {
		$alert  = new StuckAlert( $this->table );
		$health = new SiteHealth( $this->pairing, $this->client, $this->table, $alert );
		$timer  = new MinuteTimer( $this->table, new Sweep( $this->table, $this->outbox ), $this->dispatcher, new LinkPoll( $this->table, $this->client ), $this->pairing, $alert );
		$sender = new Sender( $this->outbox, $this->table, $this->pairing, $this->dispatcher );

		$alert->register();
		$health->register();
		Settings\HealthOfSurroundings::register();
		$timer->register();
		add_action( MinuteTimer::HOOK, fn () => $this->address_change()->follow() );
		add_action( 'shutdown', array( $sender, 'run' ), PHP_INT_MAX );
		add_action( 'rest_api_init', fn () => $this->register_routes( $health ) );

		Settings\Audit::register();
		Cli\Module::register( $this->pairing, $this->client, $this->table, $this->outbox, $this->dispatcher, $health );
		Calendars\Module::register( $this->outbox );
		Access\Module::register();
		Access\Loss\LossWatch::register();
		( new Access\Loss\LossPass( $this->pairing, $this->client ) )->register();
		Admin\Module::register();
		AccessAlly\Module::register();
		Network::register();
		Privacy\Module::register( new Privacy\BridgeData( $this->pairing, $this->client ) );
	}

	private function address_change(): AnswerAddressChange {
		return new AnswerAddressChange( $this->pairing, $this->client, $this->table, $this->outbox );
	}

	private function register_routes( SiteHealth $health ): void {
		$controllers = array(
			new Rest\StatusController( $this->pairing, $this->client, $this->table, $health ),
			new Rest\PairingController( $this->pairing, new PairSite( $this->pairing, $this->client ), $this->outbox ),
			new Rest\ConnectionsController( $this->client ),
			new Rest\ConfigController( $this->client ),
			new Rest\PausesController( $this->client ),
			new Rest\AlertsController( $this->client ),
			new Rest\LinksController( $this->client ),
			new Rest\ForecastController( $this->client ),
			new Rest\ActivityController( $this->client, $this->table ),
			new Rest\OutboxController( $this->outbox, $this->table, $this->dispatcher ),
			new Rest\ReferenceController(),
			new Rest\SettingsController(),
			new Rest\AccessController(),
			new Rest\AccessGroupsController(),
			new Rest\LostAccessController( new Access\Loss\LossPass( $this->pairing, $this->client ) ),
			new Rest\TriggersController( $this->pairing ),
			new Rest\AccessAllyController(),
			new Rest\CallbackController( $this->pairing ),
			new Rest\AuditController( new Settings\AuditTable() ),
			new Inbound\InboundRoute(),
			new Inbound\InboundController(),
			new Rest\SiteAddressController( $this->pairing, $this->address_change() ),
		);
		foreach ( $controllers as $controller ) {
			$controller->register();
		}
	}
}
