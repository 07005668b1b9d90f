<?php
/**
 * GET /reference: the choices that the calendar's editor offers.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Rest;

use SlotBridge\Access\CommunityGroups;
use SlotBridge\AccessAlly\Adapter;
use SlotBridge\Admin\AudienceWords;
use SlotBridge\Calendars\GroupSnapshot;
use SlotBridge\Catalogue\CalendarTypes;
use SlotBridge\Catalogue\Choices;
use SlotBridge\Catalogue\NewCalendar;
use SlotBridge\Catalogue\TimeZones;

final class ReferenceController extends Controller {

	public function register(): void {
		$this->route( '/reference', 'GET', array( self::EDIT, self::MANAGE ), static fn (): array => self::reference() );
	}

	/** @return array<string, mixed> */
	private static function reference(): array {
		return array(
			'timeZones'     => TimeZones::all(),
			'calendarTypes' => CalendarTypes::all(),
			'groups'        => self::groups(),
			'audience'      => array(
				'tags'            => Adapter::tags(),
				'offerings'       => Adapter::offerings(),
				'teams'           => Adapter::teams(),
				'roles'           => Choices::roles(),
				'communityGroups' => CommunityGroups::all(),
			),
			'defaults'      => NewCalendar::snapshot(),
		);
	}

	/** @return list<array{id: int, name: string, status: mixed, audience: string|null}> `audience` in words; null: everybody. */
	private static function groups(): array {
		$terms  = get_terms(
			array(
				'taxonomy'   => 'slotbridge_calendar_group',
				'hide_empty' => false,
			)
		);
		$groups = array();
		foreach ( is_array( $terms ) ? $terms : array() as $term ) {
			$snapshot = GroupSnapshot::of( $term );
			$groups[] = array(
				'id'       => $term->term_id,
				'name'     => is_string( $snapshot['name'] ?? null ) ? $snapshot['name'] : $term->name,
				'status'   => $snapshot['status'] ?? 'active',
				'audience' => null === ( $snapshot['audience'] ?? null ) ? null : AudienceWords::of( $snapshot['audience'] ),
			);
		}
		return $groups;
	}
}
