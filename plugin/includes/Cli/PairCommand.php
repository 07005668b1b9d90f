<?php
/**
 * `wp slotbridge pair`.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Cli;

use SlotBridge\Bridge\BridgeUrl;
use SlotBridge\Bridge\Pairing;
use SlotBridge\Rest\PairingController;

final class PairCommand {

	public function __construct( private readonly PairingController $controller, private readonly Pairing $pairing ) {}

	/**
	 * Pairs this site with a bridge, by the one-time code that the bridge prints when it starts.
	 *
	 * A site that is paired already asks first: it forgets the other pairing, and what still waits is sent to the new bridge.
	 *
	 * ## OPTIONS
	 *
	 * <bridge-url>
	 * : Address of the bridge, such as https://bridge.example.com.
	 *
	 * [<code>]
	 * : The code. Left out or "-", it is read from standard input, so that it does not stay in the shell's history.
	 *
	 * [--yes]
	 * : Do not ask before another pairing is replaced.
	 *
	 * [--dry-run]
	 * : Only check the address, and say what would happen. The code is not used.
	 *
	 * [--format=<format>]
	 * : How it is printed.
	 * ---
	 * default: table
	 * options:
	 *   - table
	 *   - json
	 *   - csv
	 *   - yaml
	 * ---
	 *
	 * ## EXAMPLES
	 *
	 *     # Type or paste the code.
	 *     $ wp slotbridge pair https://bridge.example.com
	 *
	 *     # From a file.
	 *     $ wp slotbridge pair https://bridge.example.com - < code.txt
	 *
	 * @param list<string>         $arguments Address, and maybe the code.
	 * @param array<string, mixed> $options   The options above.
	 */
	public function __invoke( array $arguments, array $options ): void {
		$address = Output::guarded( static fn (): BridgeUrl => BridgeUrl::parse( $arguments[0] ?? '' ) );
		$now     = $this->pairing->describe();
		if ( isset( $options['dry-run'] ) ) {
			Output::facts(
				$options,
				array(
					'bridge'    => $address->url,
					'warning'   => $address->warning,
					'pairedNow' => $now['paired'] ? $now['bridgeUrl'] : null,
				)
			);
			return;
		}
		if ( $now['paired'] ) {
			Output::confirm( $options, 'This site is paired with ' . $now['bridgeUrl'] . '. Replace this pairing?' );
		}
		$code   = self::code( $arguments[1] ?? '-' );
		$paired = Output::guarded( fn (): array => $this->controller->pair( $address->url, $code ) );
		Output::facts( $options, array_intersect_key( $paired, array_flip( array( 'paired', 'bridgeUrl', 'siteId', 'bridgeId', 'pairedAt', 'warning' ) ) ) );
		Output::success( $options, 'This site is paired.' );
	}

	private static function code( string $given ): string {
		if ( '-' === $given ) {
			fwrite( STDERR, stream_isatty( STDIN ) ? 'Pairing code: ' : '' ); // phpcs:ignore WordPress.WP.AlternativeFunctions.file_system_read_fwrite -- A question on the command line.
			$given = (string) fgets( STDIN );
		}
		$code = trim( $given );
		if ( '' === $code ) {
			Output::fail( 'The pairing code is missing. The bridge prints it when it starts.' );
		}
		return $code;
	}
}
