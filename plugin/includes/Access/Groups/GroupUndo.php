<?php
/**
 * Takes back what the owner's last change of the mapping did to the groups.
 *
 * A group that was made and is still empty is deleted; one that has got calendars in the meantime stays, as an ordinary group.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Access\Groups;

use SlotBridge\Calendars\GroupInput;
use SlotBridge\Calendars\GroupTaxonomy;
use SlotBridge\Calendars\Module as CalendarsModule;

final class GroupUndo {

	/**
	 * What can be undone.
	 *
	 * @return array{at: string, groups: list<string>}|null Null: nothing.
	 */
	public static function offered(): ?array {
		$journal = self::journal();
		return null === $journal ? null : array(
			'at'     => gmdate( 'Y-m-d\TH:i:s\Z', $journal['at'] ),
			'groups' => array_column( $journal['done'], 'name' ),
		);
	}

	/**
	 * Undoes it.
	 *
	 * @return array{removed: list<string>, restored: list<string>, kept: list<string>}|null Names of groups; null: there was nothing to undo.
	 */
	public static function run(): ?array {
		$journal = self::journal();
		if ( null === $journal ) {
			return null;
		}
		$before = GroupMapping::read();
		$after  = GroupMapping::from( $journal['mapping'] );
		$after->save(); // First, so that nothing makes the groups again meanwhile.
		$result = array(
			'removed'  => array(),
			'restored' => array(),
			'kept'     => array(),
		);
		foreach ( array_reverse( $journal['done'] ) as $step ) {
			$term = get_term( $step['term'], GroupTaxonomy::NAME );
			if ( $term instanceof \WP_Term ) {
				$result[ null === $step['before'] ? self::take_away( $term ) : self::restore( $term, $step['before'] ) ][] = $step['name'];
			}
		}
		delete_option( GroupSync::JOURNAL );
		do_action( 'slotbridge_audit', 'group-mapping-undone', $before->to_array(), $after->to_array(), $result );
		GroupSync::schedule();
		CalendarsModule::look_at_all();
		return $result;
	}

	/** @return 'removed'|'kept' */
	private static function take_away( \WP_Term $term ): string {
		$calendars = get_objects_in_term( $term->term_id, GroupTaxonomy::NAME );
		if ( array() === $calendars && true === wp_delete_term( $term->term_id, GroupTaxonomy::NAME ) ) {
			return 'removed';
		}
		MadeGroup::release( $term->term_id );
		return 'kept';
	}

	/**
	 * @param array<array-key, mixed> $before Fields, and `meta`.
	 * @return 'restored'|'kept'
	 */
	private static function restore( \WP_Term $term, array $before ): string {
		$meta = is_array( $before['meta'] ?? null ) ? $before['meta'] : array();
		unset( $before['meta'] );
		$fields = GroupInput::validate( $before, $term );
		if ( is_wp_error( $fields ) || is_wp_error( GroupWriter::store( $fields, $term ) ) ) {
			return 'kept';
		}
		foreach ( $meta as $key => $value ) {
			if ( in_array( $key, array( MadeGroup::SOURCE, MadeGroup::WRITTEN ), true ) ) {
				update_term_meta( $term->term_id, $key, is_string( $value ) || is_array( $value ) ? wp_slash( $value ) : '' );
			}
		}
		return 'restored';
	}

	/** @return array{at: int, mapping: array<array-key, mixed>, done: list<array{term: int, name: string, before: array<array-key, mixed>|null}>}|null */
	private static function journal(): ?array {
		$stored = get_option( GroupSync::JOURNAL );
		if ( ! is_array( $stored ) || ! is_int( $stored['at'] ?? null ) || ! is_array( $stored['done'] ?? null ) ) {
			return null;
		}
		$done = array();
		foreach ( $stored['done'] as $step ) {
			if ( is_array( $step ) && is_int( $step['term'] ?? null ) ) {
				$done[] = array(
					'term'   => $step['term'],
					'name'   => is_string( $step['name'] ?? null ) ? $step['name'] : '',
					'before' => is_array( $step['before'] ?? null ) ? $step['before'] : null,
				);
			}
		}
		return array(
			'at'      => $stored['at'],
			'mapping' => is_array( $stored['mapping'] ?? null ) ? $stored['mapping'] : array(),
			'done'    => $done,
		);
	}
}
