<?php
/**
 * Changes at the bridge that an owner asks for: how it was is read first, and the audit log is told what it became.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Bridge;

final class AuditedCalls {

	/** Seconds: the bridge asks HighLevel while we wait. */
	private const TIMEOUT = 40;

	/** What of a connection is a setting; the rest is what was found out about it. */
	private const CONNECTION = array( 'label', 'locationId', 'locationName', 'server', 'status', 'kind' );

	public function __construct( private readonly BridgeClient $client ) {}

	/** @throws BridgeFailure Whenever the answer is not a 2xx. */
	public function save_config( string $body ): BridgeAnswer {
		$old    = $this->client->call( 'GET', '/v1/config' )->data()['config'] ?? null;
		$answer = $this->client->call( 'PUT', '/v1/config', array(), $body );
		do_action( 'slotbridge_audit', 'mapping', self::without_version( $old ), self::without_version( $answer->data()['config'] ?? null ) );
		return $answer;
	}

	/** @throws BridgeFailure Whenever the answer is not a 2xx. */
	public function save_alerts( string $body ): BridgeAnswer {
		$old    = $this->client->call( 'GET', '/v1/alerts' )->data()['alerts'] ?? null;
		$answer = $this->client->call( 'PUT', '/v1/alerts', array(), $body );
		$new    = self::alerts( $answer->data()['alerts'] ?? null );
		$given  = json_decode( $body, true );
		if ( is_array( $given ) && is_array( $given['webhook'] ?? null ) && isset( $given['webhook']['secret'] ) ) {
			$new['webhook.secret'] = 'given'; // Only that there is a new one.
		}
		do_action( 'slotbridge_audit', 'alerts', self::alerts( $old ), $new );
		return $answer;
	}

	/**
	 * @param string $scope `site`, or a kind of change.
	 * @throws BridgeFailure Whenever the answer is not a 2xx.
	 */
	public function set_pause( string $scope, bool $paused ): BridgeAnswer {
		$old    = self::pauses( $this->client->call( 'GET', '/v1/pauses' ) );
		$answer = $this->client->call( 'PATCH', '/v1/pauses', array(), (string) wp_json_encode( array( 'scope' => $scope, 'paused' => $paused ) ) );
		do_action( 'slotbridge_audit', 'pause', $old, self::pauses( $answer ), array( 'subject' => $scope ) );
		return $answer;
	}

	/** @throws BridgeFailure Whenever the answer is not a 2xx. */
	public function add_connection( string $body ): BridgeAnswer {
		$answer     = $this->client->call( 'POST', '/v1/connections', array(), $body, self::TIMEOUT );
		$connection = self::connection( $answer->data()['connection'] ?? null );
		do_action( 'slotbridge_audit', 'connection.added', null, $connection['set'] + array( 'token' => 'given' ), array( 'subject' => $connection['name'] ) );
		return $answer;
	}

	/**
	 * @param array<string, mixed> $change Of token, nextToken, label, status, server.
	 * @throws BridgeFailure Whenever the answer is not a 2xx.
	 */
	public function change_connection( string $id, array $change ): BridgeAnswer {
		$found  = $this->find_connection( $id );
		$answer = $this->client->call( 'PATCH', '/v1/connections/' . $id, array(), (string) wp_json_encode( (object) $change ), self::TIMEOUT );
		$old    = self::connection( $found );
		$new    = self::connection( $answer->data()['connection'] ?? null );
		if ( isset( $change['token'] ) ) {
			$old['set']['token'] = 'old';
			$new['set']['token'] = 'new';
		}
		if ( array_key_exists( 'nextToken', $change ) ) {
			$old['set']['nextToken'] = null === ( $found['nextToken'] ?? null ) ? null : 'old';
			$new['set']['nextToken'] = null === $change['nextToken'] ? null : 'new';
		}
		do_action( 'slotbridge_audit', 'connection.changed', $old['set'], $new['set'], array( 'subject' => $new['name'] ) );
		return $answer;
	}

	/** @throws BridgeFailure Whenever the answer is not a 2xx. */
	public function remove_connection( string $id ): BridgeAnswer {
		$old    = self::connection( $this->find_connection( $id ) );
		$answer = $this->client->call( 'DELETE', '/v1/connections/' . $id );
		do_action( 'slotbridge_audit', 'connection.removed', $old['set'], null, array( 'subject' => $old['name'] ) );
		return $answer;
	}

	/**
	 * @param string $body JSON: subject, action, highLevelId.
	 * @throws BridgeFailure Whenever the answer is not a 2xx.
	 */
	public function mend_link( string $body ): BridgeAnswer {
		$answer = $this->client->call( 'POST', '/v1/links/mend', array(), $body, self::TIMEOUT );
		$asked  = json_decode( $body, true );
		$asked  = is_array( $asked ) ? $asked : array();
		do_action( 'slotbridge_audit', 'link.mended', null, array_diff_key( $asked, array( 'subject' => 0 ) ), array( 'subject' => $asked['subject'] ?? '' ) );
		return $answer;
	}

	/**
	 * @param string $body JSON: eventIds, or state and since.
	 * @throws BridgeFailure Whenever the answer is not a 2xx.
	 */
	public function replay( string $body ): BridgeAnswer {
		$answer = $this->client->call( 'POST', '/v1/replay', array(), $body );
		$asked  = json_decode( $body, true );
		$asked  = is_array( $asked ) ? $asked : array();
		do_action( 'slotbridge_audit', 'events.replayed', null, $asked + array( 'replayed' => $answer->data()['replayed'] ?? null ) );
		return $answer;
	}

	/** @return array<array-key, mixed>|null Null: there is none; the bridge says so itself when it is asked to change it. */
	private function find_connection( string $id ): ?array {
		$connections = $this->client->call( 'GET', '/v1/connections' )->data()['connections'] ?? null;
		foreach ( is_array( $connections ) ? $connections : array() as $connection ) {
			if ( is_array( $connection ) && ( $connection['id'] ?? null ) === $id ) {
				return $connection;
			}
		}
		return null;
	}

	/** @return array{set: array<string, mixed>, name: string} */
	private static function connection( mixed $connection ): array {
		$known = is_array( $connection ) ? $connection : array();
		$set   = array();
		foreach ( array() === $known ? array() : self::CONNECTION as $key ) {
			$set[ $key ] = $known[ $key ] ?? null;
		}
		$name = $set['label'] ?? '';
		return array(
			'set'  => $set,
			'name' => is_string( $name ) ? $name : '',
		);
	}

	/** @return array<array-key, mixed>|null */
	private static function without_version( mixed $config ): ?array {
		return is_array( $config ) ? array_diff_key( $config, array( 'version' => 0 ) ) : null;
	}

	/** @return array<string, mixed> */
	private static function alerts( mixed $alerts ): array {
		$alerts  = is_array( $alerts ) ? $alerts : array();
		$webhook = $alerts['webhook'] ?? null;
		return array(
			'webhook.url' => is_array( $webhook ) ? $webhook['url'] ?? null : null,
			'emails'      => $alerts['emails'] ?? array(),
			'rules'       => $alerts['rules'] ?? array(),
		);
	}

	/** @return array<string, bool> Scope => whether it is paused. */
	private static function pauses( BridgeAnswer $answer ): array {
		$data  = $answer->data();
		$site  = $data['site'] ?? null;
		$found = array( 'site' => is_array( $site ) && null !== ( $site['pausedAt'] ?? null ) );
		foreach ( is_array( $data['workflows'] ?? null ) ? $data['workflows'] : array() as $workflow ) {
			if ( is_array( $workflow ) && is_string( $workflow['workflow'] ?? null ) ) {
				$found[ $workflow['workflow'] ] = null !== ( $workflow['pausedAt'] ?? null );
			}
		}
		return $found;
	}
}
