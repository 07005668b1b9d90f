<?php
/**
 * With which bridge this site is paired, and the secret that both share.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Bridge;

final class PairingRecord {

	/**
	 * @param string      $bridge_url Without a slash at the end.
	 * @param string      $site_id    This site's id at the bridge.
	 * @param string      $bridge_id  The bridge's own id.
	 * @param string      $secret     Shared secret; never leaves this object but for signing.
	 * @param string|null $paired_at  RFC 3339; null when it comes from wp-config.php.
	 * @param bool        $constant   True: from constants in wp-config.php.
	 */
	public function __construct(
		public readonly string $bridge_url,
		public readonly string $site_id,
		public readonly string $bridge_id,
		#[\SensitiveParameter]
		public readonly string $secret,
		public readonly ?string $paired_at,
		public readonly bool $constant
	) {}

	/**
	 * Keeps the secret out of var_dump() and error logs.
	 *
	 * @return array<string, mixed>
	 */
	public function __debugInfo(): array {
		return array(
			'bridge_url' => $this->bridge_url,
			'site_id'    => $this->site_id,
			'bridge_id'  => $this->bridge_id,
			'secret'     => '(hidden)',
		);
	}
}
