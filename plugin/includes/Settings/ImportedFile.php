<?php
/**
 * A settings file that somebody wants to import: looked at as a whole, and compared with what the site has, before anything is stored.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Settings;

use SlotBridge\Calendars\CalendarInput;
use SlotBridge\Calendars\CalendarPostType;
use SlotBridge\Calendars\CalendarSnapshot;
use SlotBridge\Calendars\GroupInput;
use SlotBridge\Calendars\GroupSnapshot;
use SlotBridge\Calendars\GroupTaxonomy;
use SlotBridge\Calendars\Slugs;

final class ImportedFile {

	private const PARTS = array( 'slotbridge', 'exportedAt', 'site', 'pluginVersion', 'settings', 'options', 'mapping', 'groups', 'calendars' );

	/** @var list<string> What keeps the file from being imported, in words with the place in front. */
	public array $faults = array();

	/** @param array<array-key, mixed> $document Decoded JSON. */
	public function __construct( public readonly array $document ) {
		$version = $document['slotbridge'] ?? null;
		if ( ! is_int( $version ) || $version < 1 ) {
			$this->faults[] = __( 'This is not a file that SlotBridge has exported.', 'slotbridge' );
			return;
		}
		if ( $version > SettingsFile::VERSION ) {
			/* translators: 1: number of the file's form, 2: the newest number that can be read. */
			$this->faults[] = sprintf( __( 'This file is in form %1$d, and this version of SlotBridge reads forms up to %2$d. Update the plugin first.', 'slotbridge' ), $version, SettingsFile::VERSION );
			return;
		}
		foreach ( array_diff( array_map( 'strval', array_keys( $document ) ), self::PARTS ) as $unknown ) {
			/* translators: %s: name of a part of a file. */
			$this->faults[] = sprintf( __( '%s: a file of this form has no such part.', 'slotbridge' ), $unknown );
		}
		$this->check_settings();
		$this->check_groups();
		$this->check_calendars();
	}

	/** @return array<array-key, mixed> A part that is an object or list; empty when it is left out. */
	public function part( string $name ): array {
		$part = $this->document[ $name ] ?? null;
		return is_array( $part ) ? $part : array();
	}

	/** @return list<array<array-key, mixed>> */
	public function things( string $name ): array {
		return array_values( array_filter( $this->part( $name ), 'is_array' ) );
	}

	/**
	 * The group of this site that a thing of the file is about, by its slug.
	 *
	 * @param array<array-key, mixed> $group Of the file.
	 */
	public static function known_group( array $group ): ?\WP_Term {
		$term = is_string( $group['slug'] ?? null ) && '' !== $group['slug'] ? get_term_by( 'slug', $group['slug'], GroupTaxonomy::NAME ) : null;
		return $term instanceof \WP_Term ? $term : null;
	}

	/** @param array<array-key, mixed> $calendar Of the file. */
	public static function known_calendar( array $calendar ): ?\WP_Post {
		$post = is_string( $calendar['slug'] ?? null ) && '' !== $calendar['slug'] ? get_post( Slugs::calendar_with( $calendar['slug'], 0 ) ) : null;
		return $post instanceof \WP_Post && CalendarPostType::NAME === $post->post_type ? $post : null;
	}

	/**
	 * What would be different afterwards.
	 *
	 * @param array<string, mixed>|null $mapping The bridge's now; null: the site is not paired.
	 * @return list<array{part: string, name: string, change: 'add'|'change', details: string}>
	 */
	public function diff( ?array $mapping ): array {
		$rows = array();
		foreach ( array( 'settings' => Settings::read(), 'options' => ExportedOptions::read(), 'mapping' => $mapping ?? array() ) as $part => $now ) {
			$then = array_intersect_key( $this->part( $part ) + $now, $this->part( $part ) );
			foreach ( AuditChanges::between( array_intersect_key( $now, $then ), $then ) as $change ) {
				$rows[] = self::row( $part, $change['path'], 'change', self::words( $change['old'] ) . ' → ' . self::words( $change['new'] ) );
			}
		}
		foreach ( $this->things( 'groups' ) as $group ) {
			$term = self::known_group( $group );
			self::compare( $rows, 'group', $group, null === $term ? null : GroupSnapshot::of( $term ) );
		}
		foreach ( $this->things( 'calendars' ) as $calendar ) {
			$post = self::known_calendar( $calendar );
			$now  = null === $post ? null : CalendarSnapshot::of( $post );
			if ( null !== $now ) {
				$term         = is_int( $now['group'] ?? null ) ? get_term( $now['group'], GroupTaxonomy::NAME ) : null;
				$now['group'] = $term instanceof \WP_Term ? $term->slug : null;
			}
			self::compare( $rows, 'calendar', $calendar, $now );
		}
		return $rows;
	}

	/**
	 * @param list<array{part: string, name: string, change: 'add'|'change', details: string}> $rows Gets a row if anything differs.
	 * @param array<array-key, mixed>                                                          $then Of the file.
	 * @param array<string, mixed>|null                                                        $now  Null: the site has none.
	 */
	private static function compare( array &$rows, string $part, array $then, ?array $now ): void {
		$name = is_string( $then['name'] ?? null ) ? $then['name'] : '';
		if ( null === $now ) {
			$rows[] = self::row( $part, $name, 'add', '' );
			return;
		}
		$changes = AuditChanges::between( array_intersect_key( $now, $then ), $then );
		$details = array_map( static fn ( array $change ): string => $change['path'] . ': ' . self::words( $change['old'] ) . ' → ' . self::words( $change['new'] ), $changes );
		if ( array() !== $details ) {
			$rows[] = self::row( $part, $name, 'change', implode( '; ', $details ) );
		}
	}

	private function check_settings(): void {
		$settings = $this->part( 'settings' );
		$email    = $settings['alertEmail'] ?? '';
		if ( ! is_string( $email ) || ( '' !== $email && false === is_email( $email ) ) ) {
			$this->faults[] = __( 'settings.alertEmail: this is not a mail address.', 'slotbridge' );
		}
		if ( isset( $settings['keepDataOnUninstall'] ) && ! is_bool( $settings['keepDataOnUninstall'] ) ) {
			$this->faults[] = __( 'settings.keepDataOnUninstall: it is either true or false.', 'slotbridge' );
		}
		foreach ( array_diff( array_keys( $settings ), array( 'alertEmail', 'keepDataOnUninstall' ) ) as $unknown ) {
			/* translators: %s: name of a setting. */
			$this->faults[] = sprintf( __( 'settings.%s: there is no such setting.', 'slotbridge' ), $unknown );
		}
		array_push( $this->faults, ...ExportedOptions::faults( $this->part( 'options' ) ) );
	}

	private function check_groups(): void {
		foreach ( $this->numbered( 'groups' ) as $place => $group ) {
			$this->note( $place, GroupInput::validate( $group, self::known_group( $group ) ) );
		}
	}

	/** The group of a calendar is either in the file or on the site. */
	private function check_calendars(): void {
		$slugs = array_column( $this->things( 'groups' ), 'slug' );
		foreach ( $this->numbered( 'calendars' ) as $place => $calendar ) {
			$group = $calendar['group'] ?? null;
			if ( null !== $group && ( ! is_string( $group ) || ( ! in_array( $group, $slugs, true ) && null === self::known_group( array( 'slug' => $group ) ) ) ) ) {
				/* translators: %s: place in a file. */
				$this->faults[] = sprintf( __( '%s.group: neither the file nor this site has a group with this slug.', 'slotbridge' ), $place );
			}
			$this->note( $place, CalendarInput::validate( array( 'group' => null ) + $calendar, self::known_calendar( $calendar ) ) );
		}
	}

	/** @return array<string, array<array-key, mixed>> By its place in the file, e.g. `groups.0`. */
	private function numbered( string $part ): array {
		$found = array();
		$slugs = array();
		foreach ( $this->part( $part ) as $index => $thing ) {
			$slug = is_array( $thing ) && is_string( $thing['slug'] ?? null ) ? $thing['slug'] : '';
			if ( ! is_array( $thing ) || '' === $slug || isset( $slugs[ $slug ] ) ) {
				/* translators: %s: place in a file. */
				$this->faults[] = sprintf( __( '%s: it has no slug of its own, by which it could be known.', 'slotbridge' ), "$part.$index" );
				continue;
			}
			$slugs[ $slug ]            = true;
			$found[ "$part.$index" ] = $thing;
		}
		return $found;
	}

	/** @param array<string, mixed>|\WP_Error $checked What the check of a form said. */
	private function note( string $place, array|\WP_Error $checked ): void {
		$data = is_wp_error( $checked ) ? $checked->get_error_data() : null;
		foreach ( is_array( $data ) && is_array( $data['fields'] ?? null ) ? $data['fields'] : array() as $field => $words ) {
			$this->faults[] = "$place.$field: " . ( is_string( $words ) ? $words : '' );
		}
	}

	private static function words( mixed $value ): string {
		return is_string( $value ) ? $value : (string) wp_json_encode( $value, JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES );
	}

	/**
	 * @param 'add'|'change' $change What happens.
	 * @return array{part: string, name: string, change: 'add'|'change', details: string}
	 */
	private static function row( string $part, string $name, string $change, string $details ): array {
		return array(
			'part'    => $part,
			'name'    => $name,
			'change'  => $change,
			'details' => $details,
		);
	}
}
