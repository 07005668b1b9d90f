<?php
/**
 * Site Health: whether the bridge answers, events get through, the timer runs and the clocks agree; and facts for support.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Settings;

use SlotBridge\Admin\MainPage;
use SlotBridge\Bridge\BridgeClient;
use SlotBridge\Bridge\BridgeFailure;
use SlotBridge\Bridge\Pairing;
use SlotBridge\Outbox\MinuteTimer;
use SlotBridge\Outbox\OutboxTable;
use SlotBridge\Outbox\StuckAlert;

final class SiteHealth {

	/** Seconds that two clocks may differ before signatures are at risk. */
	private const CLOCK_TOLERANCE = 25;

	public function __construct(
		private readonly Pairing $pairing,
		private readonly BridgeClient $client,
		private readonly OutboxTable $table,
		private readonly StuckAlert $alert
	) {}

	public function register(): void {
		add_filter( 'site_status_tests', array( $this, 'add_tests' ) );
		add_filter( 'debug_information', array( $this, 'add_facts' ) );
	}

	/**
	 * @param array<string, mixed> $tests WordPress's list.
	 * @return array<string, mixed>
	 */
	public function add_tests( array $tests ): array {
		$direct = is_array( $tests['direct'] ?? null ) ? $tests['direct'] : array();
		$async  = is_array( $tests['async'] ?? null ) ? $tests['async'] : array();

		$direct['slotbridge_outbox'] = array(
			'label' => __( 'SlotBridge: changes get through', 'slotbridge' ),
			'test'  => array( $this, 'test_outbox' ),
		);
		$direct['slotbridge_timer']  = array(
			'label' => __( 'SlotBridge: the timer runs', 'slotbridge' ),
			'test'  => array( $this, 'test_timer' ),
		);
		$async['slotbridge_bridge']  = array(
			'label'             => __( 'SlotBridge: the bridge answers', 'slotbridge' ),
			'test'              => rest_url( 'slotbridge/v1/health/bridge' ),
			'has_rest'          => true,
			'async_direct_test' => array( $this, 'test_bridge' ),
		);

		$tests['direct'] = $direct;
		$tests['async']  = $async;
		return $tests;
	}

	/** @return array<string, mixed> Result in WordPress's form. */
	public function test_bridge(): array {
		if ( null === $this->pairing->current() ) {
			return $this->pairing->is_unreadable()
				? self::result( 'slotbridge_bridge', 'critical', __( 'SlotBridge cannot read its secret', 'slotbridge' ), BridgeFailure::not_paired( true )->getMessage() )
				: self::result( 'slotbridge_bridge', 'recommended', __( 'SlotBridge is not paired yet', 'slotbridge' ), BridgeFailure::not_paired( false )->getMessage() );
		}
		try {
			$answer = $this->client->call( 'GET', '/v1/pair', array(), null, 8 );
		} catch ( BridgeFailure $failure ) {
			return self::result( 'slotbridge_bridge', 'critical', __( 'SlotBridge cannot talk to its bridge', 'slotbridge' ), $failure->getMessage() );
		}
		$ahead = null === $answer->time ? 0 : time() - $answer->time;
		if ( abs( $ahead ) >= self::CLOCK_TOLERANCE ) {
			return self::result( 'slotbridge_bridge', 'critical', __( 'SlotBridge: two clocks disagree', 'slotbridge' ), BridgeFailure::clock_words( $ahead ) );
		}
		$about_token = $this->token_words();
		if ( null !== $about_token ) {
			return self::result( 'slotbridge_bridge', 'recommended', __( 'SlotBridge: a HighLevel connection needs you', 'slotbridge' ), $about_token );
		}
		return self::result( 'slotbridge_bridge', 'good', __( 'SlotBridge can talk to its bridge', 'slotbridge' ), __( 'The bridge answers, knows this site, and both clocks agree.', 'slotbridge' ) );
	}

	/** What the bridge says about a broken connection or an old token; null when all is well or it does not say. */
	private function token_words(): ?string {
		try {
			$connections = $this->client->call( 'GET', '/v1/connections', array(), null, 8 )->passed_on()['connections'] ?? null;
		} catch ( BridgeFailure $failure ) {
			return null;
		}
		foreach ( is_array( $connections ) ? $connections : array() as $connection ) {
			$words = is_array( $connection ) ? ( 'broken' === ( $connection['status'] ?? '' ) ? $connection['statusReason'] ?? null : $connection['tokenReminder'] ?? null ) : null;
			if ( is_string( $words ) && '' !== $words ) {
				return $words;
			}
		}
		return null;
	}

	/** @return array<string, mixed> Result in WordPress's form. */
	public function test_outbox(): array {
		$stats = $this->table->stats();
		if ( $this->alert->is_stuck() ) {
			/* translators: %d: number of changes. */
			$words = sprintf( _n( '%d change is waiting to be sent to the bridge. It is kept until the bridge takes it.', '%d changes are waiting to be sent to the bridge. They are kept until the bridge takes them.', $stats['pending'], 'slotbridge' ), $stats['pending'] );
			return self::result( 'slotbridge_outbox', 'critical', __( 'SlotBridge: changes have been waiting for more than 15 minutes', 'slotbridge' ), trim( $words . ' ' . $stats['lastError'] ) );
		}
		if ( $stats['refused'] > 0 ) {
			/* translators: %d: number of changes. */
			return self::result( 'slotbridge_outbox', 'recommended', __( 'SlotBridge: the bridge refused a change', 'slotbridge' ), sprintf( _n( '%d change was refused by the bridge. Activity shows why.', '%d changes were refused by the bridge. Activity shows why.', $stats['refused'], 'slotbridge' ), $stats['refused'] ) );
		}
		return self::result( 'slotbridge_outbox', 'good', __( 'SlotBridge: changes get through', 'slotbridge' ), __( 'No change has been waiting for long.', 'slotbridge' ) );
	}

	/** @return array<string, mixed> Result in WordPress's form. */
	public function test_timer(): array {
		$ran   = get_option( MinuteTimer::OPTION, 0 );
		$ran   = is_numeric( $ran ) ? (int) $ran : 0;
		$due   = wp_next_scheduled( MinuteTimer::HOOK );
		$fault = false === $due || ( $due < time() - 15 * MINUTE_IN_SECONDS && $ran < time() - 15 * MINUTE_IN_SECONDS );
		if ( $fault ) {
			return self::result( 'slotbridge_timer', 'recommended', __( 'SlotBridge: the timer does not run', 'slotbridge' ), __( 'WordPress\'s cron has not run for a while, so what could not be sent at once waits for the next save. Set up a system cron job that calls wp-cron.php every minute.', 'slotbridge' ) );
		}
		return self::result( 'slotbridge_timer', 'good', __( 'SlotBridge: the timer runs', 'slotbridge' ), __( 'WordPress\'s cron runs SlotBridge\'s timer.', 'slotbridge' ) );
	}

	/**
	 * @param array<string, mixed> $info WordPress's list.
	 * @return array<string, mixed>
	 */
	public function add_facts( array $info ): array {
		$pairing = $this->pairing->describe();
		$stats   = $this->table->stats();
		$ran     = get_option( MinuteTimer::OPTION, 0 );
		$facts   = array(
			'version'   => array( __( 'Version', 'slotbridge' ), SLOTBRIDGE_VERSION ),
			'schema'    => array( __( 'Table version', 'slotbridge' ), (string) Migrations::latest() ),
			'paired'    => array( __( 'Paired', 'slotbridge' ), $pairing['paired'] ? 'yes' : 'no' ),
			'bridge'    => array( __( 'Bridge', 'slotbridge' ), (string) $pairing['bridgeUrl'] ),
			'secret'    => array( __( 'Secret kept in', 'slotbridge' ), $pairing['secretSource'] ),
			'pending'   => array( __( 'Changes waiting', 'slotbridge' ), (string) $stats['pending'] ),
			'refused'   => array( __( 'Changes refused', 'slotbridge' ), (string) $stats['refused'] ),
			'oldest'    => array( __( 'Oldest waiting', 'slotbridge' ), self::local_time( $stats['oldestPendingAt'] ) ),
			'last_sent' => array( __( 'Last sent', 'slotbridge' ), self::local_time( $stats['lastSentAt'] ) ),
			'last_fail' => array( __( 'Last failure', 'slotbridge' ), (string) $stats['lastError'] ),
			'timer'     => array( __( 'Timer last ran', 'slotbridge' ), is_numeric( $ran ) && (int) $ran > 0 ? self::local_time( '@' . (int) $ran ) : 'never' ),
		);
		$facts  += SiteFacts::counted();
		$fields  = array();
		foreach ( $facts as $key => [ $label, $value ] ) {
			$fields[ $key ] = array(
				'label' => $label,
				'value' => '' === $value ? '–' : $value,
			);
		}
		$info['slotbridge'] = array(
			'label'  => 'SlotBridge',
			'fields' => $fields,
		);
		return $info;
	}

	/** A time as RFC 3339 or "@" and Unix time, in the site's own format and time zone. */
	private static function local_time( ?string $time ): string {
		$unix = null === $time ? false : strtotime( $time );
		$date = get_option( 'date_format' );
		$hour = get_option( 'time_format' );
		return false === $unix || ! is_string( $date ) || ! is_string( $hour ) ? (string) $time : (string) wp_date( "$date $hour", $unix );
	}

	/**
	 * @param 'good'|'recommended'|'critical' $status How bad it is.
	 * @return array<string, mixed>
	 */
	public static function result( string $test, string $status, string $label, string $words ): array {
		return array(
			'label'       => $label,
			'status'      => $status,
			'badge'       => array(
				'label' => 'SlotBridge',
				'color' => 'good' === $status ? 'blue' : 'red',
			),
			'description' => '<p>' . esc_html( $words ) . '</p>',
			'actions'     => 'good' === $status ? '' : sprintf( '<p><a href="%s">%s</a></p>', esc_url( MainPage::url() ), esc_html__( 'Open SlotBridge', 'slotbridge' ) ),
			'test'        => $test,
		);
	}
}
