<?php
/**
 * A call to the bridge that did not give what was asked for: a code, words for the owner, and what else was told.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Bridge;

final class BridgeFailure extends \RuntimeException {

	/**
	 * @param string               $error_code The bridge's own code, or one of: not_paired, bridge_unreachable, bridge_answer_unreadable, bridge_url_invalid.
	 * @param string               $message    What happened and what to do, for the site's owner.
	 * @param int                  $status     HTTP status that our own REST answer should carry.
	 * @param array<string, mixed> $data       Further members of the bridge's problem document. Never holds a secret.
	 * @param int|null             $answered   HTTP status that the bridge answered with; null when it did not answer.
	 */
	public function __construct(
		public readonly string $error_code,
		string $message,
		public readonly int $status = 502,
		public readonly array $data = array(),
		public readonly ?int $answered = null
	) {
		parent::__construct( $message );
	}

	/** The failure as WordPress's REST API tells it. */
	public function to_wp_error(): \WP_Error {
		return new \WP_Error( 'slotbridge_' . $this->error_code, $this->getMessage(), array_merge( $this->data, array( 'status' => $this->status ) ) );
	}

	/**
	 * Nobody answered.
	 *
	 * @param \WP_Error $error What WordPress's HTTP API said.
	 */
	public static function unreachable( string $url, \WP_Error $error ): self {
		$host = (string) wp_parse_url( $url, PHP_URL_HOST );
		if ( 'http_request_not_executed' === $error->get_error_code() ) {
			/* translators: 1: host name, 2: reason from WordPress. */
			$words = __( 'WordPress did not call the bridge at %1$s: %2$s If outgoing requests are blocked in wp-config.php, add this host to WP_ACCESSIBLE_HOSTS.', 'slotbridge' );
		} else {
			/* translators: 1: host name, 2: technical reason. */
			$words = __( 'The bridge at %1$s did not answer (%2$s). Check that it is running and that this server can reach it. Changes are kept and sent as soon as it is back.', 'slotbridge' );
		}
		return new self( 'bridge_unreachable', sprintf( $words, $host, $error->get_error_message() ) );
	}

	/** Something answered, but not a bridge, or not in a form that can be read. */
	public static function unreadable( int $answered ): self {
		return new self(
			'bridge_answer_unreadable',
			/* translators: %d: HTTP status. */
			sprintf( __( 'The bridge\'s address answered with HTTP %d and something that is not the bridge\'s language. Check the bridge\'s address, and any proxy in front of it.', 'slotbridge' ), $answered ),
			502,
			array(),
			$answered
		);
	}

	/** The site is not paired, or its secret can no longer be read. */
	public static function not_paired( bool $secret_unreadable ): self {
		return new self(
			'not_paired',
			$secret_unreadable
				? __( 'The stored secret can no longer be read: the security keys in wp-config.php were changed. Pair this site with the bridge again; no event was lost.', 'slotbridge' )
				: __( 'This site is not paired with a bridge yet. Go to SlotBridge → Connect and enter the bridge\'s address and pairing code.', 'slotbridge' ),
			409
		);
	}

	/**
	 * The bridge refused, and said why in a problem document (RFC 9457).
	 *
	 * @param array<array-key, mixed> $problem    The document.
	 * @param int                     $answered   HTTP status.
	 * @param int|null                $clock_diff Seconds that this machine's clock is ahead of the bridge's; null: unknown.
	 */
	public static function from_problem( array $problem, int $answered, ?int $clock_diff ): self {
		$code   = is_string( $problem['code'] ?? null ) ? $problem['code'] : 'bridge_answer_unreadable';
		$detail = is_string( $problem['detail'] ?? null ) ? $problem['detail'] : '';
		$data   = array();
		foreach ( $problem as $key => $value ) {
			if ( is_string( $key ) && ! in_array( $key, array( 'type', 'status', 'detail', 'code', 'instance' ), true ) ) {
				$data[ $key ] = $value;
			}
		}
		if ( 401 !== $answered ) {
			return new self( $code, '' === $detail ? (string) ( is_string( $problem['title'] ?? null ) ? $problem['title'] : $code ) : $detail, $answered, $data, $answered );
		}
		// The person at the browser is logged in; it is the site that the bridge did not recognise. Hence 502, not 401.
		if ( 'authorization_expired' === $code && null !== $clock_diff && abs( $clock_diff ) >= 25 ) {
			$data['clockDifferenceSeconds'] = $clock_diff;
			return new self( 'clock_skew', self::clock_words( $clock_diff ), 502, $data, $answered );
		}
		$words = 'authorization_replayed' === $code || 'authorization_expired' === $code
			? $detail
			/* translators: %s: the bridge's own words. */
			: sprintf( __( 'The bridge does not accept this site\'s signature: %s If it stays so, pair this site with the bridge again under SlotBridge → Connect. Changes keep waiting here until then.', 'slotbridge' ), $detail );
		return new self( $code, $words, 502, $data, $answered );
	}

	/** Says how far the two clocks are apart, and which way. */
	public static function clock_words( int $seconds_ahead ): string {
		$difference = human_time_diff( 0, abs( $seconds_ahead ) );
		return $seconds_ahead > 0
			/* translators: %s: a duration like "7 minutes". */
			? sprintf( __( 'This server\'s clock is %s ahead of the bridge\'s, so its signatures are refused. Set the clock of the machine that is wrong (usually time synchronisation is switched off); sending goes on by itself then.', 'slotbridge' ), $difference )
			/* translators: %s: a duration like "7 minutes". */
			: sprintf( __( 'This server\'s clock is %s behind the bridge\'s, so its signatures are refused. Set the clock of the machine that is wrong (usually time synchronisation is switched off); sending goes on by itself then.', 'slotbridge' ), $difference );
	}
}
