<?php
/**
 * GET /status: everything the SlotBridge page needs to say how things stand, in one answer.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Rest;

use SlotBridge\AccessAlly\Adapter;
use SlotBridge\Bridge\BridgeClient;
use SlotBridge\Bridge\BridgeFailure;
use SlotBridge\Bridge\Pairing;
use SlotBridge\Bridge\SiteGuard;
use SlotBridge\Outbox\OutboxTable;
use SlotBridge\Settings\SiteHealth;

final class StatusController extends Controller {

	/** Seconds; the page is not to hang when the bridge does. */
	private const TIMEOUT = 6;

	public function __construct(
		private readonly Pairing $pairing,
		private readonly BridgeClient $client,
		private readonly OutboxTable $table,
		private readonly SiteHealth $health
	) {}

	public function register(): void {
		$this->route( '/status', 'GET', array( self::MANAGE, self::VIEW ), fn (): array => $this->status() );
		$this->route( '/health/bridge', 'GET', array( 'view_site_health_checks' ), fn (): array => $this->health->test_bridge() );
	}

	/** @return array<string, mixed> */
	public function status(): array {
		$bridge      = null;
		$connections = array();
		$offers      = null;
		$pairing     = $this->pairing->describe();
		if ( $pairing['paired'] ) {
			[ $bridge, $connections, $offers ] = $this->ask();
		}
		return array(
			'pairing'     => $pairing,
			'bridge'      => $bridge,
			'connections' => $connections,
			'offers'      => $offers,
			'outbox'      => $this->table->stats(),
			'siteAddress' => SiteGuard::describe(),
			'accessAlly'  => self::accessally(),
			'wordpress'   => array(
				'version' => get_bloginfo( 'version' ),
				'php'     => PHP_VERSION,
			),
		);
	}

	/** @return array{0: array<string, mixed>, 1: mixed, 2: mixed} What the bridge says of itself, its connections, and what it can connect with. */
	private function ask(): array {
		try {
			$state = $this->client->call( 'GET', '/v1/pair', array(), null, self::TIMEOUT )->passed_on();
			$found = $this->client->call( 'GET', '/v1/connections', array(), null, self::TIMEOUT )->passed_on();
		} catch ( BridgeFailure $failure ) {
			$error = array(
				'code'    => 'slotbridge_' . $failure->error_code,
				'message' => $failure->getMessage(),
			);
			return array(
				array(
					'reachable' => null !== $failure->answered,
					'error'     => $error,
				),
				array(),
				null,
			);
		}
		$bridge = array(
			'reachable' => true,
			'version'   => $state['bridgeVersion'] ?? null,
			'queue'     => $state['queue'] ?? null,
			'callback'  => $state['callback'] ?? null,
			'pauses'    => $state['pauses'] ?? null,
		);
		return array( $bridge, $found['connections'] ?? array(), $found['offers'] ?? null );
	}

	/** @return array{active: bool, version: string|null, licensed: bool} */
	private static function accessally(): array {
		return array(
			'active'   => Adapter::isActive(),
			'version'  => Adapter::version(),
			'licensed' => Adapter::isLicensed(),
		);
	}
}
