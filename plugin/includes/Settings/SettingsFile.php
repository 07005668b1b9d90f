<?php
/**
 * The site's settings as one JSON document: for another site, or to keep. It holds no secret and no member's data.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Settings;

use SlotBridge\Bridge\BridgeClient;
use SlotBridge\Bridge\BridgeFailure;
use SlotBridge\Calendars\CalendarSnapshot;
use SlotBridge\Calendars\GroupSnapshot;
use SlotBridge\Calendars\GroupTaxonomy;
use SlotBridge\Calendars\Resend;

final class SettingsFile {

	/** Form of the document. A newer form is refused; older ones are read. */
	public const VERSION = 1;

	public function __construct( private readonly BridgeClient $client, private readonly bool $is_paired ) {}

	/**
	 * @return array{slotbridge: int, exportedAt: string, site: string, pluginVersion: string, settings: array<string, mixed>, options: array<string, mixed>, mapping: array<string, mixed>|null, groups: list<array<string, mixed>>, calendars: list<array<string, mixed>>}
	 * @throws BridgeFailure When the bridge, which keeps the mapping, cannot be asked.
	 */
	public function export(): array {
		$document = array(
			'slotbridge'    => self::VERSION,
			'exportedAt'    => gmdate( 'Y-m-d\TH:i:s\Z' ),
			'site'          => untrailingslashit( home_url() ),
			'pluginVersion' => SLOTBRIDGE_VERSION,
			'settings'      => Settings::read(),
			'options'       => ExportedOptions::read(),
			'mapping'       => $this->is_paired ? $this->mapping() : null,
			'groups'        => self::groups(),
			'calendars'     => self::calendars(),
		);
		do_action( 'slotbridge_audit', 'settings.exported', null, array( 'calendars' => count( $document['calendars'] ), 'groups' => count( $document['groups'] ) ) );
		return $document;
	}

	/**
	 * Without what belongs to this pairing alone: the version, and which connection is used.
	 *
	 * @return array<string, mixed>
	 * @throws BridgeFailure When the bridge cannot be asked.
	 */
	public function mapping(): array {
		return array_diff_key( $this->config(), array( 'version' => 0, 'connectionId' => 0 ) );
	}

	/**
	 * @return array<string, mixed> As the bridge has it.
	 * @throws BridgeFailure When the bridge cannot be asked.
	 */
	public function config(): array {
		$config = $this->client->call( 'GET', '/v1/config' )->data()['config'] ?? null;
		$named  = array();
		foreach ( is_array( $config ) ? $config : array() as $key => $value ) {
			$named[ (string) $key ] = $value;
		}
		return $named;
	}

	/** @return list<array<string, mixed>> Snapshots without their ids: another site has other ones. */
	private static function groups(): array {
		$terms = get_terms(
			array(
				'taxonomy'   => GroupTaxonomy::NAME,
				'hide_empty' => false,
				'orderby'    => 'term_id',
			)
		);
		$found = array();
		foreach ( is_array( $terms ) ? $terms : array() as $term ) {
			$found[] = array_diff_key( GroupSnapshot::of( $term ), array( 'id' => 0 ) );
		}
		return $found;
	}

	/** @return list<array<string, mixed>> Their group is named by its slug. */
	private static function calendars(): array {
		$found = array();
		foreach ( Resend::calendars() as $post ) {
			$snapshot          = array_diff_key( CalendarSnapshot::of( $post ), array( 'id' => 0 ) );
			$group             = is_int( $snapshot['group'] ?? null ) ? get_term( $snapshot['group'], GroupTaxonomy::NAME ) : null;
			$snapshot['group'] = $group instanceof \WP_Term ? $group->slug : null;
			$found[]           = $snapshot;
		}
		return $found;
	}
}
